/** Gives back a function that loads every key once, and answers from memory after that. */
export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  // #region stub
  // const known = new Map<string, T>()
  // return async (key) => {
  //   const value = known.get(key)
  //   if (value !== undefined) return value
  //   const loaded = await load(key)
  //   known.set(key, loaded)
  //   return loaded
  // }
  // #endregion
  // #region solution
  const flights = new Map<string, Promise<T>>()
  return (key) => {
    const known = flights.get(key)
    if (known) return known
    const flight = load(key)
    flights.set(key, flight)
    // A failure is for those who were waiting; whoever asks next sets out anew.
    flight.catch(() => flights.delete(key))
    return flight
  }
  // #endregion
}
