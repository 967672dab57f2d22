import { expect, test } from 'vitest';
import { inBoth } from './node-realm.ts';

// Expressions, evaluated in Node and in a simulated node.
const EXPRESSIONS = [
  `new DOMException('m','AbortError')`,
  `new DOMException()`,
  `new DOMException('m','Nope').code`,
  `new DOMException('m',{name:'X',cause:1})`,
  `new DOMException('m','AbortError').toString()`,
  `Object.prototype.toString.call(new DOMException())`,
  `DOMException.ABORT_ERR+new DOMException().ABORT_ERR`,
  `DOMException('x')`,
  `Object.getOwnPropertyNames(DOMException.prototype).sort().slice(0,5)`,
  `Reflect.ownKeys(new DOMException('a','b')).map(String)`,
  `new Event()`,
  `new Event('x',{cancelable:true}).cancelable`,
  `(()=>{const t=new EventTarget,r=[];t.addEventListener('a',e=>r.push(e.type,e.target===t,e.currentTarget===t,e.eventPhase),{once:true});t.dispatchEvent(new Event('a'));t.dispatchEvent(new Event('a'));return r})()`,
  `(()=>{const t=new EventTarget,r=[];const f=()=>r.push(1);t.addEventListener('a',f);t.addEventListener('a',f);t.addEventListener('a',{handleEvent(){r.push(this!==t)}});t.dispatchEvent(new Event('a'));t.removeEventListener('a',f);t.dispatchEvent(new Event('a'));return r})()`,
  `(()=>{const t=new EventTarget;t.addEventListener('a',e=>e.preventDefault());return [t.dispatchEvent(new Event('a')),t.dispatchEvent(new Event('a',{cancelable:true}))]})()`,
  `(()=>{const t=new EventTarget,r=[];t.addEventListener('a',e=>{r.push(1);e.stopImmediatePropagation()});t.addEventListener('a',e=>r.push(2));t.dispatchEvent(new Event('a'));return r})()`,
  `new EventTarget().dispatchEvent({type:'a'})`,
  `new EventTarget().addEventListener('a')`,
  `new EventTarget().addEventListener('a',5)`,
  `(()=>{const t=new EventTarget,r=[];t.addEventListener('a',function(e){r.push(this===t,e.composedPath().length)});t.dispatchEvent(new Event('a'));return r})()`,
  `(()=>{class T extends EventTarget{constructor(){super();this.z=1}};const t=new T;let n=0;t.addEventListener('q',()=>n++);t.dispatchEvent(new (class extends Event{constructor(){super('q')}})());return n})()`,
  `EventTarget()`,
  `Object.prototype.toString.call(new EventTarget())+Object.prototype.toString.call(new Event('x'))`,
  `(()=>{const c=new AbortController();const r=[];c.signal.addEventListener('abort',e=>r.push(e.type,e.isTrusted,e.target===c.signal));c.signal.onabort=function(){r.push('on',this===c.signal)};c.abort();c.abort('again');return [r,c.signal.aborted,c.signal.reason.name,c.signal.reason.message,c.signal.reason.code,c.signal.reason instanceof DOMException,c.signal.reason instanceof Error]})()`,
  `(()=>{const c=new AbortController();c.abort('why');try{c.signal.throwIfAborted()}catch(e){return e}})()`,
  `AbortSignal.abort().reason.message`,
  `AbortSignal.abort(5).reason`,
  `AbortSignal.abort(null).reason`,
  `new AbortSignal()`,
  `new AbortController().signal.reason`,
  `AbortSignal.timeout(-1)`,
  `AbortSignal.timeout('5')`,
  `AbortSignal.timeout(1.5)`,
  `AbortSignal.timeout(NaN)`,
  `AbortSignal.timeout(5000000000)`,
  `AbortSignal.any([AbortSignal.abort(1),AbortSignal.abort(2)]).reason`,
  `Object.prototype.toString.call(AbortSignal.abort())+Object.prototype.toString.call(new AbortController())`,
  `(()=>{const t=new EventTarget,c=new AbortController();let n=0;t.addEventListener('a',()=>n++,{signal:c.signal});t.dispatchEvent(new Event('a'));c.abort();t.dispatchEvent(new Event('a'));return n})()`,
  `(()=>{const t=new EventTarget;let n=0;t.addEventListener('a',()=>n++,{signal:AbortSignal.abort()});t.dispatchEvent(new Event('a'));return n})()`,
  `(()=>{const t=new EventTarget,r=[];t.addEventListener('a',()=>{r.push(1);t.removeEventListener('a',g);t.addEventListener('a',()=>r.push(3))});const g=()=>r.push(2);t.addEventListener('a',g);t.dispatchEvent(new Event('a'));return r})()`,
  `(()=>{const t=new EventTarget,r=[],f=()=>r.push(1);t.addEventListener('a',f,true);t.addEventListener('a',f,false);t.dispatchEvent(new Event('a'));t.removeEventListener('a',f,{capture:true});t.dispatchEvent(new Event('a'));return r})()`,
  `new CustomEvent('a',{detail:{x:1}}).detail`,
  `new CustomEvent('a').detail`,
];

test.each(EXPRESSIONS)('events, signals and DOMException behave as in Node: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});
