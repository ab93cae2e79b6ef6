export const both = (fa: () => Promise<string>, fb: () => Promise<string>): Promise<string> =>
  Promise.all([fa(), fb()]).then((answers) => answers.join(''))
