import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChecklist, IconDots, IconPencil, IconSignature, IconUserX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Key } from '@/components/Key';
import { can, useViewer } from '@/lib/viewer';
import { isSignable, type ReportData } from './model';
import classes from './Report.module.css';

export type Actions = {
  onSign: () => void;
  onEdit: () => void;
  onHandOff: () => void;
  onTask: () => void;
  onReopen: () => void;
  onUnlink: () => void;
};

type Props = Actions & {
  report: ReportData;
  edited: boolean;
  signing: boolean;
  note: string;
  onNote: (note: string) => void;
};

/** What can be done with the report, each with its key. Who may not do a thing does not see it. */
export function ActionBar({ report, edited, signing, note, onNote, ...on }: Props) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const maySign = can(viewer, 'REPORT', 'SIGN');
  const open = report.state === 'OPEN';
  return (
    <div className={classes.actions} role="group" aria-label={t('report.actions')}>
      {open && maySign && (
        <>
          <Button
            onClick={on.onSign}
            disabled={!isSignable(report)}
            loading={signing}
            leftSection={<IconSignature size={17} aria-hidden />}
            rightSection={<Key>S</Key>}
          >
            {edited ? t('report.signEdited') : t('report.sign')}
          </Button>
          <Button
            variant="default"
            onClick={on.onEdit}
            disabled={!report.summary}
            leftSection={<IconPencil size={16} aria-hidden />}
            rightSection={<Key>E</Key>}
          >
            {t('report.edit')}
          </Button>
        </>
      )}
      {open && can(viewer, 'REPORT', 'WRITE') && (
        <Button
          variant="default"
          onClick={on.onHandOff}
          leftSection={<IconArrowForwardUp size={16} aria-hidden />}
          rightSection={<Key>H</Key>}
        >
          {t('report.handOff')}
        </Button>
      )}
      {can(viewer, 'TASK', 'WRITE') && (
        <Button
          variant="default"
          onClick={on.onTask}
          leftSection={<IconChecklist size={16} aria-hidden />}
          rightSection={<Key>T</Key>}
        >
          {t('report.task')}
        </Button>
      )}
      {report.state === 'SIGNED' && maySign && (
        <Button variant="default" onClick={on.onReopen} leftSection={<IconArrowBackUp size={16} aria-hidden />}>
          {t('report.reopen')}
        </Button>
      )}
      {report.patient && can(viewer, 'REPORT', 'WRITE') && (
        <Menu position="top-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('match.more')}>
              <IconDots size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconUserX size={16} aria-hidden />} onClick={on.onUnlink}>
              {t('match.unlink')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {open && maySign && <NoteField className={classes.noteInBar} note={note} onNote={onNote} />}
    </div>
  );
}

type NoteProps = { className: string | undefined; note: string; onNote: (note: string) => void };

/** A note for colleagues. It stands in the bar where there is room, else among the words. */
export function NoteField({ className, note, onNote }: NoteProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      className={className}
      size="sm"
      aria-label={t('report.note')}
      placeholder={t('report.note')}
      value={note}
      onChange={(event) => onNote(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
