import { graphql } from '@/gql';

export const evidenceFragment = graphql(/* GraphQL */ `
  fragment EvidenceParts on Evidence {
    text(lang: $lang)
    findings
    observations
    chart
  }
`);

export const findingFragment = graphql(/* GraphQL */ `
  fragment FindingParts on Finding {
    id
    key
    kind
    observationIds
    analyte
    label
    labelZh
    value
    unit
    canonical
    canonicalUnit
    interval {
      low
      high
      unit
      origin
      text
      source
      citation {
        cite
        year
        where
      }
    }
    critical {
      low
      high
      unit
      origin
      text
      source
    }
    flag
    reportedFlag
    change {
      previous
      unit
      at
      delta
      percent
      direction
      significant
      limit
    }
    first
    triage
    reasons {
      code
      finding
      text(lang: $lang)
    }
    relevant
    series {
      at
      value
    }
    slope {
      perYear
      points
      from
      to
    }
    pattern {
      supports(lang: $lang)
      for {
        ...EvidenceParts
      }
      against {
        ...EvidenceParts
      }
      settle(lang: $lang)
      next(lang: $lang)
      dueHours
      sources {
        cite
        year
        where
      }
    }
  }
`);

export const resultFragment = graphql(/* GraphQL */ `
  fragment ResultParts on Observation {
    id
    label
    analyte
    display
    unit
    absent
    rangeText
    reportedFlag
    status
    note
    components {
      label
      display
      unit
    }
  }
`);

export const changedFragment = graphql(/* GraphQL */ `
  fragment ChangedResult on Observation {
    id
    display
    unit
    absent
    rangeText
    reportedFlag
    status
  }
`);

export const personFragment = graphql(/* GraphQL */ `
  fragment ReportPerson on Patient {
    id
    family
    given
    sex
    birthDate
    birthPrecision
    age
    deceased
    phone
    language
    identifiers {
      system
      type
      value
    }
  }
`);

export const reportQuery = graphql(/* GraphQL */ `
  query Report($id: ID!, $lang: Lang!, $withChart: Boolean!, $withTasks: Boolean!, $withMessages: Boolean!) {
    report(id: $id) {
      ...InboxRow
      category
      effectiveAt
      issuedAt
      performer
      conclusion
      ruleSet
      signNote
      contentVersion
      difference {
        label
        before {
          ...ChangedResult
        }
        after {
          ...ChangedResult
        }
      }
      unmatchedWhy
      subject {
        family
        given
        sex
        birthDate
        identifiers {
          system
          type
          value
        }
      }
      linkedAt
      linkedBy {
        id
        name
      }
      patient {
        ...ReportPerson
        problems @include(if: $withChart) {
          id
          label
          status
        }
        medications @include(if: $withChart) {
          id
          label
          dose
          status
        }
        allergies @include(if: $withChart) {
          id
          label
          status
          criticality
        }
      }
      results {
        ...ResultParts
      }
      findings {
        ...FindingParts
      }
      summary {
        id
        state
        writer
        writerVersion
        editedText
        edits {
          kind
          text
        }
        editDistance
        editingBy {
          id
          name
        }
        provenance {
          writer
          writerVersion
          promptVersion
          ruleSet
          writtenAt
          millis
        }
        refusals {
          audience
          lang
          rule
        }
        refused {
          writer
          at
        }
        signedAt
        grade
        doctor: sentences(audience: DOCTOR, lang: $lang) {
          section
          text
          findings
        }
        patientEn: sentences(audience: PATIENT, lang: EN) {
          section
          text
          findings
        }
        patientZh: sentences(audience: PATIENT, lang: ZH) {
          section
          text
          findings
        }
      }
      proposals {
        code
        title(lang: $lang)
        findings
        dueAt
        awaits
        critical
      }
      messages @include(if: $withMessages) {
        ...SentMessage
      }
      tasks @include(if: $withTasks) {
        id
        title
        titleZh
        code
        state
        priority
        dueAt
        owner {
          id
          name
        }
      }
    }
  }
`);
