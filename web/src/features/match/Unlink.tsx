import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import classes from './Match.module.css';

type Props = {
  name: string;
  /** Open tasks that the report made. */
  tasks: number;
  /** Messages about it that the patient can read. */
  messages: number;
  onClose: () => void;
  onUnlink: (reason: string) => Promise<void>;
};

/** Takes a report out of a chart it does not belong to: says what that undoes, and asks why. */
export function Unlink({ name, tasks, messages, onClose, onUnlink }: Props) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : t('match.unlinkReasonNeeded')) },
  });
  return (
    <Modal opened onClose={onClose} title={t('match.unlinkTitle', { name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={form.onSubmit(({ reason }) => onUnlink(reason.trim()))}>
        <Stack gap="sm">
          <div>
            <Text size="sm">{t('match.unlinkWill')}</Text>
            <ul className={classes.differing}>
              <li>{t('match.unlinkResults')}</li>
              {tasks > 0 && <li>{t('match.unlinkTasks', { count: tasks })}</li>}
              {messages > 0 && <li>{t('match.unlinkMessages', { count: messages })}</li>}
              <li>{t('match.unlinkTell')}</li>
              <li>{t('match.unlinkBox')}</li>
            </ul>
          </div>
          <Textarea data-autofocus label={t('match.unlinkReason')} autosize minRows={2} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={form.submitting}>
              {t('match.unlinkDo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
