// Adapter for ../shared/corpus/licenses/check.mjs: the built library and the index beside it (`npm run build`).
import { licenseIndex } from '../../dist/lib/src/gather/license-index.js';
import { openLicenseTools } from '../../dist/lib/src/license/tools.js';

const tools = await openLicenseTools(await licenseIndex());

export const detect = (text, fileName) => tools.detect(text, fileName);
export const detectModule = (files) => tools.detectModule(files);
