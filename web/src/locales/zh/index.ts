import app from './app.json';
import chart from './chart.json';
import inbox from './inbox.json';
import match from './match.json';
import message from './message.json';
import report from './report.json';
import risk from './risk.json';
import tasks from './tasks.json';
import upload from './upload.json';

export default { ...app, ...chart, ...inbox, ...match, ...message, ...report, ...risk, ...tasks, ...upload };
