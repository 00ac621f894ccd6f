import { graphql } from '@/gql';

export const matchPersonFragment = graphql(/* GraphQL */ `
  fragment MatchPerson on Patient {
    id
    family
    given
    sex
    age
    birthDate
    birthPrecision
    deceased
    identifiers {
      system
      type
      value
    }
  }
`);

export const candidatesQuery = graphql(/* GraphQL */ `
  query MatchCandidates($reportId: ID!) {
    matchCandidates(reportId: $reportId) {
      score
      patient {
        ...MatchPerson
      }
      points {
        field
        sent
        known
        verdict
      }
    }
  }
`);

/** For a patient whom the list of candidates does not hold. */
export const findPatientQuery = graphql(/* GraphQL */ `
  query FindPatient($search: String!) {
    patients(first: 8, search: $search) {
      edges {
        cursor
        node {
          ...MatchPerson
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const linkMutation = graphql(/* GraphQL */ `
  mutation LinkReport($input: LinkReportInput!) {
    linkReport(input: $input) {
      __typename
      ... on ReportLinked {
        report {
          id
          state
          version
          patient {
            ...MatchPerson
          }
        }
      }
      ... on Failure {
        code
        message
        path
      }
    }
  }
`);

export const unlinkMutation = graphql(/* GraphQL */ `
  mutation UnlinkReport($input: UnlinkReportInput!) {
    unlinkReport(input: $input) {
      __typename
      ... on ReportUnlinked {
        report {
          id
          state
          version
          unmatchedWhy
        }
      }
      ... on Failure {
        code
        message
        path
      }
    }
  }
`);
