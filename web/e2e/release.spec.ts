import { execFileSync } from 'node:child_process';
import { clean, fits } from './axe';
import { expect, inSight, interpreted, openReport, signIn, somebody, submit, test, unique } from './clinic';

test('signing sends nothing; releasing sends the words, and the patient reads them and nothing else', async ({ page, as }) => {
  await as('PHYSICIAN');
  const one = await somebody(page, 40);
  const id = await submit(page, { patientId: one.id, potassium: '4.4' });
  await interpreted(page, id);
  await page.goto(`/inbox/${id}`);
  await expect(openReport(page).getByText('Nothing is sent until you have signed and released it.', { exact: false })).toBeVisible();
  const editor = page.getByRole('textbox', { name: 'Summary' });
  await page.getByRole('button', { name: 'Edit' }).click();
  const begun = page.waitForRequest((request) => request.postData()?.includes('mutation BeginEdit') ?? false);
  await editor.press('Control+End');
  await editor.pressSequentially(' Seen.');
  await begun;
  await inSight(page);
  await page.getByRole('button', { name: /^Sign my text/ }).click();
  await expect(page.getByText(/^Signed: /)).toBeVisible();

  await page.goto(`/inbox/${id}?view=signed`);
  const box = openReport(page).getByRole('region', { name: 'Message to the patient' });
  await expect(box.getByText('Nothing was sent to the patient.')).toBeVisible();
  await openReport(page).getByText('What the doctor changed').click();
  await expect(openReport(page).locator('ins')).toContainText('Seen.');
  await box.getByRole('button', { name: 'Write to the patient' }).click();
  await expect(box.getByText(/^Reading grade/)).toBeVisible();
  await expect(box.getByText(/A computer program drafted|Artificial intelligence/)).toBeVisible();
  const text = box.getByRole('textbox', { name: 'Text' });
  const words = `Your potassium is fine. ${unique()}`;
  await text.fill(words);
  await expect(box.getByText('Your doctor wrote this message.')).toBeVisible();
  await fits(page);
  await clean(page, 'article');
  await box.getByRole('button', { name: 'Release to patient' }).click();
  await expect(page.getByText(/^Sent to/)).toBeVisible();
  await expect(box.getByRole('listitem')).toContainText('sent');
  await expect(box.getByRole('listitem')).toContainText(words);

  await box.getByRole('button', { name: 'Send a new version' }).click();
  const second = `Your potassium is quite fine. ${unique()}`;
  await box.getByRole('textbox', { name: 'Text' }).fill(second);
  await expect(box.getByText('It takes the place of the message')).toBeVisible();
  await box.getByRole('button', { name: 'Release to patient' }).click();
  await expect(box.getByRole('listitem').first()).toContainText(second);
  await expect(box.getByRole('listitem').nth(1)).toContainText('withdrawn');
  await clean(page, 'article');

  const bin = process.env.FAMULUS_E2E_BIN;
  const data = process.env.FAMULUS_E2E_DATA;
  test.skip(!bin || !data, 'the server was started by somebody else: no account can be made for a patient');
  const email = `patient.${unique()}@people.famulus.example`;
  execFileSync(bin ?? '', ['user', 'create', `--email=${email}`, `--name=${one.given} ${one.family}`, '--role=PATIENT', `--patient=${one.id}`], {
    env: { ...process.env, FAMULUS_DATA_DIR: data },
    input: 'a long password\n',
  });
  await page.context().clearCookies();
  await signIn(page, email, 'a long password');
  await page.goto('/');
  await expect(page).toHaveURL(/\/messages/);
  await expect(page.getByRole('heading', { name: 'My messages', level: 1 })).toBeVisible();
  await expect(page.getByText(second)).toBeVisible();
  await expect(page.getByText(words)).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await fits(page);
  await clean(page);
  await page.goto(`/inbox/${id}`);
  await expect(page).toHaveURL(/\/messages/);
});
