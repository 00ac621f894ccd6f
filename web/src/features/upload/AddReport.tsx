import { Alert, Button, FileButton } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from './send';

type Props = { patientId: string; onSent: (uploadId: string) => void };

/** Hands in a document for this patient; the page to confirm it opens next. */
export function AddReport({ patientId, onSent }: Props) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (file: File | null) => {
    if (!file) return;
    setProblem(null);
    setSending(true);
    const sent = await send(patientId, file);
    setSending(false);
    if ('id' in sent) onSent(sent.id);
    else if ('said' in sent) setProblem(sent.said);
    else setProblem(sent.problem === 'offline' ? t('trouble.offline.advice') : t(`upload.${sent.problem}`));
  };

  return (
    <>
      <FileButton accept=".pdf,.txt,application/pdf,text/plain" onChange={(file) => void take(file)} inputProps={{ 'aria-label': t('upload.add') }}>
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={sending} leftSection={<IconFilePlus size={15} aria-hidden />}>
            {t('upload.add')}
          </Button>
        )}
      </FileButton>
      {sending && <span role="status" className="skip">{t('upload.sending')}</span>}
      {problem && (
        <Alert color="red" variant="outline" role="alert" mt="xs" title={t('upload.notTaken')}>
          {problem}
        </Alert>
      )}
    </>
  );
}
