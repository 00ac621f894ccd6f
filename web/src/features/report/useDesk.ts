import { useRef, useState } from 'react';
import { useTyped } from '@/lib/typed';
import { useViewer } from '@/lib/viewer';
import { textOf, type ReportData } from './model';
import { useBeginEdit, type SignWish } from './useVerbs';

/** What the doctor does to a report before signing: own text, note, and which follow-ups to promise. */
export function useDesk(report: ReportData | null | undefined) {
  const me = useViewer().member.id;
  const { typed, stale, type, forget } = useTyped(me, report?.id ?? '', report?.version ?? 0);
  const codes = (report?.proposals ?? []).map((each) => each.code);
  // What was unticked, for the version it was unticked in: another version proposes anew.
  const [unticked, setUnticked] = useState<{ of: string; codes: string[] }>({ of: '', codes: [] });
  const of = report ? `${report.id}@${report.version}` : '';
  const chosen = codes.filter((code) => unticked.of !== of || !unticked.codes.includes(code));
  const draft = report?.summary ? textOf(report.summary.doctor) : '';
  const beginEdit = useBeginEdit();
  const begun = useRef('');
  const begin = () => {
    if (report?.state !== 'OPEN' || begun.current === of || report.summary?.editingBy?.id === me) return;
    begun.current = of;
    beginEdit(report.id, report.version);
  };
  const edited = typed.text !== null && typed.text.trim() !== draft.trim();

  return {
    text: typed.text,
    note: typed.note,
    stale,
    edited,
    /** A text was begun and holds nothing: that is neither the draft nor a text to sign. */
    empty: typed.text !== null && typed.text.trim() === '',
    chosen,
    setText: (text: string | null) => {
      if (text !== null && text !== typed.text) begin();
      type({ text });
    },
    setNote: (note: string) => type({ note }),
    edit: () => {
      if (typed.text === null) type({ text: draft });
    },
    choose: (ticked: string[]) => setUnticked({ of, codes: codes.filter((code) => !ticked.includes(code)) }),
    forget,
    wish: (): SignWish | null =>
      report
        ? {
            reportId: report.id,
            version: report.version,
            editedText: edited ? (typed.text?.trim() ?? null) : null,
            followUps: codes.length > 0 ? [...new Set(chosen)] : null,
            note: typed.note.trim(),
          }
        : null,
  };
}

export type Desk = ReturnType<typeof useDesk>;
