import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { Client } from '@urql/core';
import type { View } from '@/features/inbox/grouping';
import { taskViews, type TaskView } from '@/features/tasks/filter';
import { can, isPatient, type Viewer } from '@/lib/viewer';
import { NotFound, StartFailed } from './Fallbacks';
import { loadViewer } from './session';
import { SignedIn } from './SignedIn';

type Context = { client: Client };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('./routes/SignInPage'), 'SignInPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }): Promise<{ viewer: Viewer }> => {
    const viewer = await loadViewer(context.client);
    // A router's redirect is thrown: it is how a route says "not here".
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (!viewer) throw redirect({ to: '/sign-in', search: { next: location.href } });
    return { viewer };
  },
  component: SignedIn,
  errorComponent: StartFailed,
  notFoundComponent: NotFound,
});

/** Where a person's work is: the first place that the policy opens. */
function home(viewer: Viewer): '/inbox' | '/tasks' | '/admin/jobs' | '/patients' | '/messages' | '/welcome' {
  if (can(viewer, 'REPORT')) return '/inbox';
  if (can(viewer, 'TASK')) return '/tasks';
  if (can(viewer, 'JOB')) return '/admin/jobs';
  if (can(viewer, 'PATIENT')) return '/patients';
  if (isPatient(viewer)) return '/messages';
  return '/welcome';
}

const index = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: home(context.viewer), replace: true });
  },
});

/** A page that the policy does not open is not there. */
function only(noun: Parameters<typeof can>[1], act?: Parameters<typeof can>[2]) {
  return ({ context }: { context: { viewer: Viewer } }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (!can(context.viewer, noun, act)) throw redirect({ to: home(context.viewer), replace: true });
  };
}

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  beforeLoad: only('REPORT'),
  validateSearch: (search: Record<string, unknown>): { view?: View; mine?: boolean } => ({
    ...((search.view === 'signed' || search.view === 'unmatched') && { view: search.view }),
    ...(search.mine === true && { mine: true }),
  }),
  component: lazyRouteComponent(() => import('./routes/InboxPage'), 'InboxPage'),
});

// The page above shows the list and the report; this route only names the report.
const report = createRoute({ getParentRoute: () => inbox, path: '$reportId' });

const patients = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients',
  beforeLoad: only('PATIENT'),
  component: lazyRouteComponent(() => import('./routes/PatientsPage'), 'PatientsPage'),
});

const chart = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients/$patientId',
  beforeLoad: only('PATIENT'),
  component: lazyRouteComponent(() => import('./routes/ChartPage'), 'ChartPage'),
});

const upload = createRoute({
  getParentRoute: () => signedIn,
  path: '/uploads/$uploadId',
  beforeLoad: only('REPORT', 'WRITE'),
  component: lazyRouteComponent(() => import('./routes/UploadPage'), 'UploadPage'),
});

// What a patient reads. Staff have no messages of their own.
const messages = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (!isPatient(context.viewer)) throw redirect({ to: home(context.viewer), replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/MessagesPage'), 'MessagesPage'),
});

const tasks = createRoute({
  getParentRoute: () => signedIn,
  path: '/tasks',
  beforeLoad: only('TASK'),
  validateSearch: (search: Record<string, unknown>): { view?: TaskView } => {
    const view = taskViews.find((each) => each === search.view);
    return view ? { view } : {};
  },
  component: lazyRouteComponent(() => import('./routes/TasksPage'), 'TasksPage'),
});

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/jobs',
  beforeLoad: only('JOB'),
  component: lazyRouteComponent(() => import('./routes/JobsPage'), 'JobsPage'),
});

const welcome = createRoute({
  getParentRoute: () => signedIn,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./routes/WelcomePage'), 'WelcomePage'),
});

const tree = root.addChildren([
  signIn,
  signedIn.addChildren([index, inbox.addChildren([report]), patients, chart, upload, messages, tasks, jobs, welcome]),
]);

export function makeRouter(client: Client) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    // The inbox keeps its own place: the list follows the report that is open.
    scrollRestoration: ({ location }) => !location.pathname.startsWith('/inbox'),
    defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  // An augmentation merges into an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
