import { ActionIcon, AppShell, Badge, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxCount } from '@/features/inbox/InboxCount';
import { useInboxNews } from '@/features/inbox/useInboxNews';
import { AccountMenu } from '@/features/session/AccountMenu';
import { languages, setLanguage } from '@/lib/i18n';
import { useViewer } from '@/lib/viewer';
import { LineState } from './LineState';
import { placesOf } from './places';
import classes from './Shell.module.css';

const names = { en: 'English', zh: '中文' } as const;

/** The frame: places on top (below, on a phone), and the same few things at the right on every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const wide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  useInboxNews();
  // A patient has one place only: there is nothing to choose from.
  const places = placesOf(viewer).length > 0;
  return (
    <AppShell header={{ height: 48 }} footer={{ height: wide || !places ? 0 : 54 }} padding={0} transitionDuration={0}>
      <a href="#main" className="skip">
        {t('app.skip')}
      </a>
      <AppShell.Header>
        <div className={classes.bar}>
          <Link to="/" className={classes.brand}>
            <img src="/favicon.svg" alt="" width={22} height={22} />
            Famulus
          </Link>
          {wide && places ? <Places /> : <div style={{ flex: 1 }} />}
          {viewer.clinic.demo && (
            <Tooltip label={t('app.demoHint')}>
              <Badge variant="outline" color="gray.7" size="sm" tt="none" visibleFrom="sm" c="dimmed">
                {t('app.demo')}
              </Badge>
            </Tooltip>
          )}
          <LineState />
          <LanguageSwitch />
          <SchemeSwitch />
          <AccountMenu />
        </div>
      </AppShell.Header>
      <AppShell.Main id="main" tabIndex={-1}>
        {children}
      </AppShell.Main>
      {!wide && places && (
        <AppShell.Footer>
          <Places foot />
        </AppShell.Footer>
      )}
    </AppShell>
  );
}

function Places({ foot }: { foot?: boolean }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <nav className={foot ? classes.foot : classes.places} aria-label={t('app.places')}>
      {placesOf(viewer).map(({ to, name, Icon }) => (
        <Link key={to} to={to} className={classes.place} activeProps={{ 'aria-current': 'page' }}>
          <Icon size={foot ? 21 : 17} aria-hidden />
          {t(`place.${name}`)}
          {name === 'inbox' && !foot && <InboxCount />}
        </Link>
      ))}
    </nav>
  );
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('app.language')}>
          <IconLanguage size={19} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            fw={i18n.resolvedLanguage === language ? 700 : 400}
            onClick={() => void setLanguage(language)}
          >
            {names[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme() === 'dark';
  const Icon = dark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="dimmed"
      size="lg"
      aria-label={t(dark ? 'app.toLight' : 'app.toDark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon size={19} aria-hidden />
    </ActionIcon>
  );
}
