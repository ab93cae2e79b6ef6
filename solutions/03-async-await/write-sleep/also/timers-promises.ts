import { setTimeout as pause } from 'node:timers/promises'

export const sleep = (ms: number): Promise<void> => pause(ms)
