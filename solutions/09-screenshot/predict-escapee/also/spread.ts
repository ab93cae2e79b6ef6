const over = (name: string) => [`${name} done`, `${name} cleanup`]
const parent = ['parent returns', 'parent cleanup']
const main = ['main continues', 'main ends']

export const prediction = [...over('fg'), ...parent, ...main, ...over('bg')]

export const predictionTwin = [...over('fg'), ...over('bg'), ...parent, ...main]
