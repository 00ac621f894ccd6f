import { graphql } from '@/gql';

export const riskQuery = graphql(/* GraphQL */ `
  query RiskScores($patientId: ID!, $lang: Lang!) {
    riskScores(patientId: $patientId) {
      key
      name(lang: $lang)
      value
      unit
      horizon
      category(lang: $lang)
      text(lang: $lang)
      note(lang: $lang)
      inputs {
        key
        name(lang: $lang)
        text(lang: $lang)
        at
        assumed(lang: $lang)
      }
      missing(lang: $lang) {
        key
        text
      }
      notValid(lang: $lang) {
        key
        text
      }
      sources {
        cite
        year
        where
      }
    }
  }
`);
