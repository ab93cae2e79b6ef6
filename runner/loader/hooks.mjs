// What Node before 22.15 loads into the thread of its hooks.
import * as hook from './load.mjs'

/**
 * @param {string} url
 * @param {import('node:module').LoadHookContext} context
 * @param {Parameters<import('node:module').LoadHook>[2]} next
 */
export async function load(url, context, next) {
  return hook.load(url, context, next)
}
