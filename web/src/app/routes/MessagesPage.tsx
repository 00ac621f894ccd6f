import { MyMessages } from '@/features/message/MyMessages';

export function MessagesPage() {
  return <MyMessages />;
}
