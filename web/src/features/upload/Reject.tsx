import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { RejectUploadMutation } from '@/gql/graphql';
import { intentKey } from '@/lib/idempotency';
import { useVerb } from '@/lib/useVerb';
import type { Failed } from './Confirm';
import { rejectUploadMutation } from './queries';

type Props = {
  upload: { id: string; version: number };
  onClose: () => void;
  onRejected: () => void;
  onFailed: (failed: Failed) => void;
};

const rejected = (data: RejectUploadMutation) => data.rejectUpload;

/** Says that a document is not to be taken in, and why. */
export function Reject({ upload, onClose, onRejected, onFailed }: Props) {
  const { t } = useTranslation();
  const run = useVerb(rejectUploadMutation, rejected);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : t('upload.rejectReasonNeeded')) },
  });
  const submit = async ({ reason }: { reason: string }) => {
    const outcome = await run({
      input: { uploadId: upload.id, version: upload.version, reason: reason.trim(), idempotencyKey: intentKey() },
    });
    if (!outcome) return;
    if ('done' in outcome) onRejected();
    else onFailed(outcome);
  };
  return (
    <Modal opened onClose={onClose} title={t('upload.rejectTitle')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <Textarea data-autofocus label={t('upload.rejectReason')} autosize minRows={2} {...form.getInputProps('reason')} />
          <Text size="xs" c="dimmed">
            {t('upload.rejectHint')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={form.submitting}>
              {t('upload.rejectTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
