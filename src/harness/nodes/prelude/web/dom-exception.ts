import { asWebInterface } from './web-interface.ts';

/** Name → code, of the names that had one before codes went out of use. The constant is the name in capitals. */
const CODES = {
  IndexSizeError: [1, 'INDEX_SIZE_ERR'],
  DOMStringSizeError: [2, 'DOMSTRING_SIZE_ERR'],
  HierarchyRequestError: [3, 'HIERARCHY_REQUEST_ERR'],
  WrongDocumentError: [4, 'WRONG_DOCUMENT_ERR'],
  InvalidCharacterError: [5, 'INVALID_CHARACTER_ERR'],
  NoDataAllowedError: [6, 'NO_DATA_ALLOWED_ERR'],
  NoModificationAllowedError: [7, 'NO_MODIFICATION_ALLOWED_ERR'],
  NotFoundError: [8, 'NOT_FOUND_ERR'],
  NotSupportedError: [9, 'NOT_SUPPORTED_ERR'],
  InUseAttributeError: [10, 'INUSE_ATTRIBUTE_ERR'],
  InvalidStateError: [11, 'INVALID_STATE_ERR'],
  SyntaxError: [12, 'SYNTAX_ERR'],
  InvalidModificationError: [13, 'INVALID_MODIFICATION_ERR'],
  NamespaceError: [14, 'NAMESPACE_ERR'],
  InvalidAccessError: [15, 'INVALID_ACCESS_ERR'],
  ValidationError: [16, 'VALIDATION_ERR'],
  TypeMismatchError: [17, 'TYPE_MISMATCH_ERR'],
  SecurityError: [18, 'SECURITY_ERR'],
  NetworkError: [19, 'NETWORK_ERR'],
  AbortError: [20, 'ABORT_ERR'],
  URLMismatchError: [21, 'URL_MISMATCH_ERR'],
  QuotaExceededError: [22, 'QUOTA_EXCEEDED_ERR'],
  TimeoutError: [23, 'TIMEOUT_ERR'],
  InvalidNodeTypeError: [24, 'INVALID_NODE_TYPE_ERR'],
  DataCloneError: [25, 'DATA_CLONE_ERR'],
} as const;

/**
 * The error of the web platform. Ours rather than core-js's, which knows no `cause` and whose stack does not say the
 * error's name.
 */
export class DOMException extends Error {
  readonly #name: string;
  readonly #message: string;

  constructor(message: unknown = '', options: unknown = 'Error') {
    const named =
      typeof options === 'object' && options !== null ? (options as { name?: unknown; cause?: unknown }) : {};
    super();
    this.#message = String(message);
    this.#name = String(typeof options === 'object' ? (named.name ?? 'Error') : options);
    // `name` and `message` live on the prototype, so the stack has to be made again to begin with them.
    Error.captureStackTrace?.(this, new.target);
    if ('cause' in named) {
      Object.defineProperty(this, 'cause', {
        value: named.cause,
        writable: true,
        configurable: true,
        enumerable: false,
      });
    }
  }

  override get name(): string {
    return this.#name;
  }

  override get message(): string {
    return this.#message;
  }

  get code(): number {
    return Object.hasOwn(CODES, this.#name) ? CODES[this.#name as keyof typeof CODES][0] : 0;
  }

  get [Symbol.toStringTag](): string {
    return 'DOMException';
  }
}

for (const [code, constant] of Object.values(CODES)) {
  Object.defineProperty(DOMException, constant, { value: code, enumerable: true });
  Object.defineProperty(DOMException.prototype, constant, { value: code, enumerable: true });
}

asWebInterface(DOMException, 'DOMException');
