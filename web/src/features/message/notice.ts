import type { Lang } from '@/gql/graphql';

/**
 * What the server adds to a message, in the language of the message: practice/message.go says it, and a test holds
 * these to it. It is shown before the message is sent.
 */
const notices = {
  EN: {
    doctor: 'Your doctor wrote this message.',
    template: 'A computer program drafted this message from your results. Your doctor read it before it was sent.',
    model:
      'Artificial intelligence (AI) drafted this message from your results. A program checked it, and your doctor read it before it was sent.',
  },
  ZH: {
    doctor: '本消息由您的医生撰写。',
    template: '本消息由计算机程序根据您的检查结果起草，经您的医生阅读后发出。',
    model: '本消息由人工智能（AI）根据您的检查结果起草，经程序核对并由您的医生阅读后发出。',
  },
} as const;

export function noticeOf(lang: Lang, writer: string): string {
  return notices[lang][writer === 'doctor' || writer === 'template' ? writer : 'model'];
}
