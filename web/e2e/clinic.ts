import { expect, test as base, type Page } from '@playwright/test';

type Person = { name: string; email: string; role: string };
type Hello = { clinic: string; demo: boolean; password: string; people: Person[] };

type Fixtures = {
  hello: Hello;
  /** Signs the page in as the first person of a role (or the nth). */
  as: (role: string, nth?: number) => Promise<Person>;
};

function server(): string {
  const url = process.env.FAMULUS_URL;
  if (!url) throw new Error('no server');
  return url;
}

export const csrf = { 'X-Famulus-CSRF': '1', accept: 'application/json' };

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern
  baseURL: async ({}, use) => use(server()),
  hello: async ({ request }, use) => {
    const answer = await request.get('/api/hello');
    await use((await answer.json()) as Hello);
  },
  as: async ({ page, hello }, use) => {
    await use(async (role, nth = 0) => {
      const person = hello.people.filter((each) => each.role === role)[nth];
      if (!person) throw new Error(`nobody is ${role}`);
      await signIn(page, person.email, hello.password);
      return person;
    });
  },
});

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  const answer = await page.request.post('/graphql', {
    headers: csrf,
    data: {
      query: 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }',
      variables: { input: { email, password } },
    },
  });
  expect(await answer.json()).toMatchObject({ data: { signIn: { __typename: 'SignedIn' } } });
}

/** Asks the API as whoever is signed in on the page. */
export async function ask<T>(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await page.request.post('/graphql', { headers: csrf, data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T | null; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

type Someone = { id: string; family: string; given: string; sex: string; birthDate: string };

/** A grown patient of the demo clinic, the nth of them. */
export async function somebody(page: Page, nth: number): Promise<Someone> {
  type Answer = { patients: { edges: { node: Someone & { age: number; birthPrecision: string } }[] } };
  const { patients } = await ask<Answer>(
    page,
    '{ patients(first: 100) { edges { node { id family given sex birthDate birthPrecision age } } } }',
  );
  const grown = patients.edges.map((edge) => edge.node).filter((each) => each.age > 40 && each.birthPrecision === 'DAY');
  const one = grown[nth];
  if (!one) throw new Error('too few patients');
  return one;
}

/** A number that no other run used. */
export const unique = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

type Sent = { subject?: Record<string, unknown>; patientId?: string; number?: string; status?: string; potassium?: string };

/** A report as a laboratory hands it in. */
export async function submit(page: Page, { potassium = '5.9', ...sent }: Sent): Promise<string> {
  type Answer = { submitReport: { reportId?: string; message?: string } };
  const { submitReport } = await ask<Answer>(
    page,
    `mutation($input: SubmitReportInput!) {
      submitReport(input: $input) { __typename ... on ReportSubmitted { reportId } ... on Failure { message } }
    }`,
    {
      input: {
        number: unique(),
        label: 'Urea and electrolytes',
        performer: 'Oakfield Laboratory',
        effectiveAt: new Date(Date.now() - 86_400_000).toISOString(),
        results: [
          { label: 'Potassium', value: potassium, unit: 'mmol/L', range: '3.5-5.3' },
          { label: 'Sodium', value: '139', unit: 'mmol/L', range: '135-145' },
        ],
        ...sent,
      },
    },
  );
  if (!submitReport.reportId) throw new Error(submitReport.message);
  return submitReport.reportId;
}

/** Waits until a report was interpreted. A server that has just started has the whole demo clinic to interpret first. */
export async function interpreted(page: Page, id: string, contentVersion = 1): Promise<void> {
  type Answer = { report: { state: string; contentVersion: number } | null };
  await expect
    .poll(
      async () => {
        const { report } = await ask<Answer>(page, 'query($id: ID!) { report(id: $id) { state contentVersion } }', { id });
        return `${report?.state} ${report?.contentVersion}`;
      },
      { timeout: 30_000 },
    )
    .toBe(`OPEN ${contentVersion}`);
}

/** The first report of the inbox that the caller looks for, when the demo clinic has been interpreted so far. */
export async function firstReport<R>(page: Page, fields: string, wanted: (report: R) => boolean): Promise<R> {
  type Answer = { inbox: { edges: { node: R }[] } };
  let found: R | undefined;
  await expect
    .poll(
      async () => {
        const { inbox } = await ask<Answer>(page, `{ inbox(first: 20) { edges { node { ${fields} } } } }`);
        found = inbox.edges.map((edge) => edge.node).find(wanted);
        return found !== undefined;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return found as R;
}

/** The report on the screen. */
export function openReport(page: Page) {
  return page.locator('article[data-report]');
}

export async function reportId(page: Page): Promise<string> {
  const id = await openReport(page).getAttribute('data-report');
  if (!id) throw new Error('no report is open');
  return id;
}

/** Opens the inbox and waits until a report can be signed: it must have been in sight for a moment. */
export async function openInbox(page: Page, path = '/inbox'): Promise<string> {
  await page.goto(path);
  await expect(openReport(page)).toBeVisible();
  await inSight(page);
  return reportId(page);
}

/** A report that just came up cannot be signed yet: a double press must not sign two. */
export async function inSight(page: Page): Promise<void> {
  await page.waitForTimeout(700);
}

export { expect };
