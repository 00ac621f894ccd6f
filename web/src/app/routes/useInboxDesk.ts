import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { successor } from '@/features/inbox/grouping';
import type { SignWish } from '@/features/report/useVerbs';
import { useReportVerbs } from '@/features/report/useVerbs';
import { useMatchVerbs } from '@/features/match/useMatchVerbs';
import { fullName, type Person } from '@/lib/person';
import { restoreTyped } from '@/lib/typed';
import type { Outcome } from '@/lib/useVerb';
import { useViewer } from '@/lib/viewer';
import type { ReportData } from '@/features/report/model';
import { hideSigned, say, sayFailure, saySigned, undoFor } from '../toasts';

type Options = {
  ids: string[];
  open: (id: string | undefined) => void;
  reload: (id: string) => void;
  hide: (id: string, hidden: boolean) => void;
};

// A report must have been on the screen this long before a key can sign it: the second stroke of a double press must
// not sign the report that just came up.
const leastSight = 600;

type Last = { reportId: string; version: number; at: number; text: string | null; note: string };

/** Signing, undoing and handing on, and what opens next. */
export function useInboxDesk({ ids, open, reload, hide }: Options) {
  const { t } = useTranslation();
  const verbs = useReportVerbs();
  const match = useMatchVerbs();
  const [linking, setLinking] = useState<string | null>(null);
  const me = useViewer().member.id;
  const [signing, setSigning] = useState<string | null>(null);
  const last = useRef<Last | null>(null);
  const seen = useRef<{ id: string; at: number } | null>(null);

  const sight = useCallback((id: string) => {
    if (seen.current?.id !== id) seen.current = { id, at: Date.now() };
  }, []);

  const words = useCallback(
    (outcome: Exclude<Outcome<never>, { done: never }>): string => {
      if ('failure' in outcome) return outcome.failure.message;
      return t(`trouble.${outcome.trouble}.advice`);
    },
    [t],
  );

  const undo = useCallback(async () => {
    const signed = last.current;
    if (!signed || Date.now() - signed.at > undoFor) return;
    last.current = null;
    hideSigned();
    const outcome = await verbs.reopen(signed.reportId, signed.version, 'Undo');
    if (!outcome) return;
    if ('done' in outcome) {
      const { version } = outcome.done.report;
      if (signed.text !== null || signed.note) {
        restoreTyped(me, signed.reportId, { text: signed.text, note: signed.note, version });
      }
      hide(signed.reportId, false);
      reload(signed.reportId);
      open(signed.reportId);
      say(t('toast.undone'));
    } else {
      sayFailure(t('toast.undoFailed'), words(outcome));
    }
  }, [verbs, me, hide, reload, open, t, words]);

  const sign = useCallback(
    async (report: ReportData, wish: SignWish, forget: () => void) => {
      if (signing || seen.current?.id !== report.id || Date.now() - seen.current.at < leastSight) return;
      const who = report.patient ? fullName(report.patient) : report.label;
      setSigning(report.id);
      // The next report opens at once; should the signature fail, this one comes back with the reason.
      hide(report.id, true);
      open(successor(ids, report.id));
      const outcome = await verbs.sign(wish);
      setSigning(null);
      hide(report.id, false);
      if (!outcome) return;
      if ('done' in outcome) {
        forget();
        last.current = { reportId: report.id, version: outcome.done.report.version, at: Date.now(), text: wish.editedText, note: wish.note };
        saySigned(t('toast.signed', { who, what: report.label }), t('toast.undo'), () => void undo());
        return;
      }
      open(report.id);
      const conflict = 'failure' in outcome && outcome.failure.code === 'CONFLICT';
      if (conflict) reload(report.id);
      sayFailure(
        t('toast.notSigned', { who }),
        conflict ? `${words(outcome)} ${t('toast.reloaded')}` : words(outcome),
      );
    },
    [signing, hide, open, ids, verbs, t, reload, words, undo],
  );

  const handOff = useCallback(
    async (report: ReportData, toId: string, note: string): Promise<boolean> => {
      const outcome = await verbs.handOff(report.id, report.version, toId, note);
      if (!outcome) return false;
      if ('done' in outcome) {
        say(t('toast.handedOff', { name: outcome.done.report.assignee?.name ?? '' }));
        reload(report.id);
        return true;
      }
      const conflict = 'failure' in outcome && outcome.failure.code === 'CONFLICT';
      if (conflict) reload(report.id);
      sayFailure(t('toast.notHandedOff'), conflict ? `${words(outcome)} ${t('toast.reloaded')}` : words(outcome));
      return false;
    },
    [verbs, t, reload, words],
  );

  const reopen = useCallback(
    async (report: ReportData, reason: string): Promise<boolean> => {
      const outcome = await verbs.reopen(report.id, report.version, reason);
      if (!outcome) return false;
      if ('done' in outcome) {
        say(t('toast.reopened'));
        reload(report.id);
        return true;
      }
      sayFailure(t('toast.notReopened'), words(outcome));
      reload(report.id);
      return false;
    },
    [verbs, t, reload, words],
  );

  const link = useCallback(
    async (report: ReportData, person: Person & { id: string }) => {
      setLinking(report.id);
      const outcome = await match.link(report.id, report.version, person.id);
      setLinking(null);
      if (!outcome) return;
      if ('done' in outcome) {
        say(t('match.linkedTo', { name: fullName(person) }));
        open(successor(ids, report.id));
        return;
      }
      sayFailure(t('match.notLinked'), words(outcome));
      reload(report.id);
    },
    [match, ids, open, reload, t, words],
  );

  const unlink = useCallback(
    async (report: ReportData, reason: string): Promise<boolean> => {
      const outcome = await match.unlink(report.id, report.version, reason);
      if (!outcome) return false;
      reload(report.id);
      if ('done' in outcome) {
        say(t('match.unlinked'));
        return true;
      }
      sayFailure(t('match.notUnlinked'), words(outcome));
      return false;
    },
    [match, reload, t, words],
  );

  useEffect(() => {
    // Leaving with a signature on its way: the browser asks.
    if (!signing) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [signing]);

  return { sign, undo, handOff, reopen, link, unlink, sight, signing, linking };
}
