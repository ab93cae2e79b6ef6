import { EventEmitter } from 'node:events'
import { promisify, types } from 'node:util'

type Exports = Readonly<Record<string, unknown>>
type Call = (...parts: unknown[]) => unknown

/**
 * Node's own modules make promises of their own realm. Awaiting one of those takes two turns of the
 * microtask queue more than awaiting one's own, which would change the order of a learner's program.
 * So such a promise is given the realm's constructor before the learner sees it; then `await` and
 * `Promise.resolve` take it as it is (ECMAScript, PromiseResolve).
 */
export function adoptPromises(name: string, exports: Exports, own: PromiseConstructor): Exports {
  const adopting =
    (call: Call): Call =>
    (...parts) => {
      const result = call(...parts)
      if (types.isPromise(result)) {
        void Object.defineProperty(result, 'constructor', {
          value: own,
          configurable: true,
          writable: true,
        })
      }
      return result
    }
  switch (name) {
    case 'events': {
      const once = adopting(exports['once'] as Call)
      Object.defineProperty(EventEmitter, 'once', {
        value: once,
        configurable: true,
        writable: true,
      })
      return { ...exports, once }
    }
    case 'util': {
      const adoptingPromisify = Object.assign(
        (original: Call & { readonly [promisify.custom]?: Call }) =>
          original[promisify.custom] ?? adopting(promisify(original) as Call),
        { custom: promisify.custom },
      )
      return {
        ...exports,
        promisify: adoptingPromisify,
        default: { ...(exports['default'] as object), promisify: adoptingPromisify },
      }
    }
    case 'stream/promises':
      return Object.fromEntries(
        Object.entries(exports).map(([key, value]) => [
          key,
          typeof value === 'function' ? adopting(value as Call) : value,
        ]),
      )
    default:
      return exports
  }
}
