/** Unpacks the Chromium of the registry package into the folder that this process has for temporary files. */
import chromium from '@sparticuz/chromium'

await chromium.executablePath()
