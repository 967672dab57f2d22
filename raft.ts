const p = import(Math.random() + '');
export const x = p;
