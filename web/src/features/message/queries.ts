import { graphql } from '@/gql';

export const sentMessageFragment = graphql(/* GraphQL */ `
  fragment SentMessage on Message {
    id
    lang
    title
    text
    notice
    writer
    contentVersion
    grade
    state
    releasedAt
    releasedBy {
      id
      name
    }
    retractedAt
    retractedWhy
  }
`);

export const releaseMutation = graphql(/* GraphQL */ `
  mutation ReleaseMessage($input: ReleaseMessageInput!) {
    releaseMessage(input: $input) {
      __typename
      ... on MessageReleased {
        sent: message {
          ...SentMessage
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

/** What a patient reads: the words that were sent. The server leaves out what was withdrawn. */
export const myMessagesQuery = graphql(/* GraphQL */ `
  query MyMessages($after: Cursor, $first: Int) {
    myMessages(after: $after, first: $first) {
      edges {
        cursor
        node {
          id
          lang
          title
          text
          notice
          releasedAt
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
