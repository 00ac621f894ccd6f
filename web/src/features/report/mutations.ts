import { graphql } from '@/gql';

export const signMutation = graphql(/* GraphQL */ `
  mutation SignReport($input: SignReportInput!) {
    signReport(input: $input) {
      __typename
      ... on ReportSigned {
        report {
          id
          state
          triage
          version
          dueAt
          signedAt
          signNote
          signedBy {
            id
            name
          }
          assignee {
            id
            name
          }
          summary {
            id
            state
            editedText
            edits {
              kind
              text
            }
            editDistance
            signedAt
          }
        }
        tasks {
          id
          state
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

export const reopenMutation = graphql(/* GraphQL */ `
  mutation ReopenReport($input: ReopenReportInput!) {
    reopenReport(input: $input) {
      __typename
      ... on ReportReopened {
        report {
          id
          state
          triage
          version
          dueAt
          signedAt
          signNote
          signedBy {
            id
            name
          }
          summary {
            id
            state
            editedText
            edits {
              kind
              text
            }
            editDistance
            signedAt
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

export const handOffMutation = graphql(/* GraphQL */ `
  mutation HandOffReport($input: HandOffReportInput!) {
    handOffReport(input: $input) {
      __typename
      ... on ReportHandedOff {
        report {
          id
          state
          version
          assignee {
            id
            name
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

export const beginEditMutation = graphql(/* GraphQL */ `
  mutation BeginEdit($input: BeginEditInput!) {
    beginEdit(input: $input) {
      __typename
      ... on EditBegun {
        report {
          id
          version
          summary {
            id
            editingBy {
              id
              name
            }
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
