import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['to GITHUB_ENV', 'echo GOSUMDB=off >> $GITHUB_ENV', ['1:6 GOSUMDB=off (written)']],
  [
    'to GITHUB_ENV, from a group',
    '{ echo "GOSUMDB=off"; echo GOPROXY=direct; } >> "$GITHUB_ENV"',
    ['1:9 GOSUMDB=off (written)', '1:28 GOPROXY=direct (written)'],
  ],
  ['by tee', `echo 'GOPRIVATE=*' | sudo tee -a /etc/environment`, ['1:7 GOPRIVATE=* (written)']],
  ['from a here-document', 'cat >> "$GITHUB_ENV" <<EOF\nA=1\nGOPROXY=direct\nEOF', ['3:1 GOPROXY=direct (written)']],
  ['from a here-document by tee', 'tee .env <<EOF\nGOPROXY="direct"\nEOF', ['2:1 GOPROXY=direct (written)']],
  ['to a profile', `echo 'export GOSUMDB=off' >> ~/.bashrc`, ['1:14 GOSUMDB=off (export)']],
  [
    'several lines of one echo',
    'echo -e "GOSUMDB=off\\nGOPROXY=direct" >> x.env',
    ['1:10 GOSUMDB=off (written)', '1:23 GOPROXY=direct (written)'],
  ],
  ['by the format of printf', 'printf "%s\\n" "GOSUMDB=off" >> .env', ['1:16 GOSUMDB=off (written)']],
  [
    'by parts of printf',
    'printf "%s=%s\\n" GOSUMDB off GOPROXY direct >> .env',
    ['1:18 GOSUMDB=off (written)', '1:30 GOPROXY=direct (written)'],
  ],
  ['ssh', 'echo "StrictHostKeyChecking no" >> ~/.ssh/config', ['1:7 StrictHostKeyChecking=no (configuration)']],
  ['git', 'cat > ~/.gitconfig <<EOF\n[http]\nsslVerify = false\nEOF', ['3:1 http.sslVerify=false (configuration)']],
  [
    'Azure Pipelines',
    'echo "##vso[task.setvariable variable=GOSUMDB;isOutput=true]off"',
    ['1:39 GOSUMDB=off (written)'],
  ],
  ['the former GitHub Actions', 'echo "::set-env name=GOSUMDB::off"', ['1:22 GOSUMDB=off (written)']],
  [
    'a value that ends with its line',
    'echo "##vso[task.setvariable variable=GOSUMDB]\nx"; echo "##vso[task.setvariable variable=GOPROXY]a\nb"',
    ['1:39 GOSUMDB= (written)', '2:43 GOPROXY=a (written)'],
  ],
  [
    'a section of git, in one text',
    'printf "[http]\\n\\tsslVerify = false\\n" >> ~/.gitconfig; echo "[url \'u\']\n  insteadOf=v\n[http]\n  sslVerify=0" > .git/config',
    ['1:19 http.sslVerify=false (configuration)', '4:3 http.sslVerify=0 (configuration)'],
  ],
  [
    'a script of several lines',
    'printf "if x; then\\nexport GOSUMDB=off\\nfi\\nGOPROXY=direct\\nexport GOPROXY" >> ~/.profile',
    ['1:28 GOSUMDB=off (export)', '1:45 GOPROXY=direct (export)'],
  ],
  ['to another file', 'echo GOSUMDB=off >> notes', []],
  ['to the terminal', 'echo GOSUMDB=off', []],
];

it.each(CASES)('reads what a script writes: %s', async (_, text, found) => {
  expect(await settingsIn('x.sh', text, 'by')).toEqual(found);
});
