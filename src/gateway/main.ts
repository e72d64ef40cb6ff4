import { readFileSync } from 'node:fs';
import { startGateway } from './gateway.ts';
import { readOptions, SettingError } from './options.ts';
import { readPeopleOptions } from './people/people-options.ts';

const log = (line: string) => console.error(`gateway: ${line}`);

/** Longest stop, in milliseconds; a database that does not come back must not keep the terminal. */
const STOP_MS = 2800;

try {
  const options = {
    ...readOptions(process.env, process.cwd(), productVersion()),
    people: readPeopleOptions(process.env),
  };
  const gateway = await startGateway(options, log);
  console.log(`gateway: ${gateway.url} · MQTT ${options.mqttUrl ?? `${options.host}:${gateway.mqttPort}`}`);
  if (gateway.token !== undefined && !process.env.OPERATOR_TOKEN)
    console.log(`gateway: operator token (OPERATOR_TOKEN was not set): ${gateway.url}?token=${gateway.token}`);
  if (gateway.setupUrl !== undefined) log(`no admin yet; this link makes one, once, within 24 h: ${gateway.setupUrl}`);
  process.send?.({ url: gateway.url, port: gateway.port, mqttPort: gateway.mqttPort, leads: gateway.lease.held });
  const lead = (leads: boolean) => process.connected && process.send?.({ leads });
  gateway.lease.onChange(
    () => lead(true),
    () => lead(false),
  );
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`stopping: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  if (error instanceof SettingError) log(error.message);
  else console.error(error);
  process.exit(1);
}

/** Version in the package.json of the folder that the program runs in. */
function productVersion(): string {
  try {
    return String(JSON.parse(readFileSync('package.json', 'utf8')).version);
  } catch {
    return 'unknown';
  }
}
