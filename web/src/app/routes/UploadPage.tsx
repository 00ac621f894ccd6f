import { Anchor, Center, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Lines } from '@/components/Lines';
import { ErrorNotice, Nothing } from '@/components/Notice';
import { Confirm, type Failed } from '@/features/upload/Confirm';
import { Reject } from '@/features/upload/Reject';
import type { UploadData } from '@/features/upload/rows';
import { useUpload } from '@/features/upload/useUpload';
import { say, sayFailure } from '../toasts';

/** A document that somebody handed in, to be confirmed or rejected. */
export function UploadPage() {
  const { t } = useTranslation();
  const { uploadId } = useParams({ from: '/signed-in/uploads/$uploadId' });
  const navigate = useNavigate();
  const [{ data, error }, readAgain] = useUpload(uploadId);
  const [rejecting, dialog] = useDisclosure(false);
  const upload = data?.upload;
  if (!upload) {
    if (error) return <ErrorNotice error={error} onRetry={() => readAgain({ requestPolicy: 'network-only' })} />;
    if (data) return <Nothing title={t('upload.notFound')}>{t('upload.notFoundHint')}</Nothing>;
    return <Lines count={14} height={18} />;
  }
  const toChart = () => navigate({ to: '/patients/$patientId', params: { patientId: upload.patient.id } });
  const fail = (title: string) => (failed: Failed) => {
    sayFailure(title, 'failure' in failed ? failed.failure.message : t(`trouble.${failed.trouble}.advice`));
    readAgain({ requestPolicy: 'network-only' });
  };
  if (upload.state !== 'PROPOSED') return <Decided upload={upload} />;
  return (
    <>
      <Confirm
        key={upload.id}
        upload={upload}
        onReject={dialog.open}
        onFailed={fail(t('upload.notConfirmed'))}
        onConfirmed={(reportId) => {
          say(t('upload.confirmed'));
          if (reportId) void navigate({ to: '/inbox/$reportId', params: { reportId } });
          else void toChart();
        }}
      />
      {rejecting && (
        <Reject
          upload={upload}
          onClose={dialog.close}
          onFailed={fail(t('upload.notRejected'))}
          onRejected={() => {
            say(t('upload.rejected'));
            void toChart();
          }}
        />
      )}
    </>
  );
}

function Decided({ upload }: { upload: UploadData }) {
  const { t } = useTranslation();
  return (
    <Center mih="50vh">
      <Stack align="center" gap="xs">
        <Nothing title={t(`upload.decided.${upload.state}`, { note: upload.note })} />
        {upload.report && (
          <Anchor renderRoot={(props) => <Link {...props} to="/inbox/$reportId" params={{ reportId: upload.report?.id ?? '' }} />}>
            {t('upload.toReport')}
          </Anchor>
        )}
        <Anchor renderRoot={(props) => <Link {...props} to="/patients/$patientId" params={{ patientId: upload.patient.id }} />}>
          {t('upload.toChart')}
        </Anchor>
      </Stack>
    </Center>
  );
}
