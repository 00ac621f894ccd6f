import { createContext, useContext } from 'react';
import { graphql } from '@/gql';
import type { Act, Noun, ViewerQuery } from '@/gql/graphql';

export const viewerQuery = graphql(/* GraphQL */ `
  query Viewer {
    viewer {
      email
      member {
        id
        name
        role
      }
      clinic {
        id
        name
        timeZone
        demo
      }
      permissions {
        noun
        act
      }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** What the policy lets this viewer do. The server asks the policy again: this only decides what is shown. */
export function can(viewer: Viewer, noun: Noun, act: Act = 'READ'): boolean {
  return viewer.permissions.some((each) => each.noun === noun && each.act === act);
}

/** Reads the messages that were released to them, and nothing of the clinic. */
export function isPatient(viewer: Viewer): boolean {
  return can(viewer, 'MESSAGE') && !can(viewer, 'PATIENT') && !can(viewer, 'REPORT');
}

export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer outside of a signed-in page');
  return viewer;
}
