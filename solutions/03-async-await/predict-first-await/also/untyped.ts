const lines = (text: string) => text.split(' | ')

export const prediction = lines(
  'open | A grind | A ordered | B grind | B ordered | A brew | B brew | A pour | A cup | close | B pour | B cup',
)

export const predictionTwin = lines(
  'open | A grind | A brew | A ordered | B grind | B brew | B ordered | A pour | A cup | close | B pour | B cup',
)
