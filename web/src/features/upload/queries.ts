import { graphql } from '@/gql';

export const waitingUploadsQuery = graphql(/* GraphQL */ `
  query WaitingUploads($patientId: ID!) {
    uploads(patientId: $patientId, state: PROPOSED) {
      id
      name
      state
      createdAt
      uploadedBy {
        id
        name
      }
    }
  }
`);

export const uploadQuery = graphql(/* GraphQL */ `
  query Upload($id: ID!, $lang: Lang!) {
    upload(id: $id) {
      id
      name
      mediaType
      state
      text
      note
      version
      createdAt
      decidedAt
      patient {
        id
        family
        given
        sex
        age
        birthDate
        birthPrecision
      }
      header {
        title
        collected
        name
        birthDate
        warning(lang: $lang)
      }
      results {
        label
        comparator
        number
        text
        unit
        rangeText
        flag
        line
        doubt(lang: $lang)
      }
      report {
        id
      }
    }
  }
`);

export const confirmUploadMutation = graphql(/* GraphQL */ `
  mutation ConfirmUpload($input: ConfirmUploadInput!) {
    confirmUpload(input: $input) {
      __typename
      ... on UploadConfirmed {
        upload {
          id
          state
          version
          report {
            id
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

export const rejectUploadMutation = graphql(/* GraphQL */ `
  mutation RejectUpload($input: RejectUploadInput!) {
    rejectUpload(input: $input) {
      __typename
      ... on UploadRejected {
        upload {
          id
          state
          version
          note
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
