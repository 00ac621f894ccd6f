import { graphql } from '@/gql';

export const inboxRowFragment = graphql(/* GraphQL */ `
  fragment InboxRow on Report {
    id
    label
    state
    status
    triage
    triageWhy {
      code
      finding
      text(lang: $lang)
    }
    subject {
      family
      given
      birthDate
    }
    receivedAt
    dueAt
    version
    signedAt
    signedBy {
      id
      name
    }
    assignee {
      id
      name
    }
    patient {
      id
      family
      given
      sex
      age
      birthDate
      birthPrecision
    }
  }
`);

export const inboxQuery = graphql(/* GraphQL */ `
  query Inbox($after: Cursor, $first: Int, $filter: InboxFilter, $lang: Lang!) {
    inbox(after: $after, first: $first, filter: $filter) {
      edges {
        cursor
        node {
          ...InboxRow
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

export const countsQuery = graphql(/* GraphQL */ `
  query InboxCounts {
    inboxCounts {
      ...CountOfTriage
    }
  }
`);

/** How many wait without a patient: as many as a page holds are counted. */
export const unmatchedCountQuery = graphql(/* GraphQL */ `
  query UnmatchedCount($filter: InboxFilter!) {
    inbox(first: 100, filter: $filter) {
      edges {
        cursor
        node {
          id
          state
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

export const inboxChangedSubscription = graphql(/* GraphQL */ `
  subscription InboxChanged($lang: Lang!) {
    inboxChanged {
      change
      reportId
      report {
        ...InboxRow
      }
    }
  }
`);

/** The filter of the reports without a patient. */
export const unmatched = { state: 'UNMATCHED' } as const;
