import { endianness } from 'node:os'

/**
 * A seccomp filter, as a program of classic BPF: no new process (threads are allowed), no socket of any
 * family, none of the system calls by which sandboxes have been left. Everything else is as usual.
 *
 * @returns undefined for an architecture whose numbers of system calls we do not know
 */
export function seccompFilter(arch: string): Buffer | undefined {
  const machine = MACHINES[arch]
  if (!machine || endianness() !== 'LE') return undefined
  const { audit, clone, clone3, denied, tooHigh } = machine
  const program: Instruction[] = [
    load(OFFSET_ARCH),
    // Another architecture has other numbers: the process ends.
    jumpIfEqual(audit, 1, 0),
    ret(KILL_PROCESS),
    load(OFFSET_NUMBER),
    // x86-64 knows a second set of numbers, far above.
    ...(tooHigh === undefined ? [] : [jumpIfAtLeast(tooHigh, 0, 1), ret(errno(ENOSYS))]),
    // libc falls back to clone, whose flags can be read here.
    jumpIfEqual(clone3, 0, 1),
    ret(errno(ENOSYS)),
    jumpIfEqual(clone, 0, 4),
    load(OFFSET_FIRST_ARGUMENT),
    jumpIfSet(CLONE_THREAD, 0, 1),
    ret(ALLOW),
    ret(errno(EPERM)),
    ...denied.flatMap((number) => [jumpIfEqual(number, 0, 1), ret(errno(EPERM))]),
    ret(ALLOW),
  ]
  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(({ code, whenTrue = 0, whenFalse = 0, value }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(whenTrue, index * 8 + 2)
    bytes.writeUInt8(whenFalse, index * 8 + 3)
    bytes.writeUInt32LE(value, index * 8 + 4)
  })
  return bytes
}

/** One `sock_filter`. Source: linux/filter.h. */
interface Instruction {
  readonly code: number
  /** How many instructions are skipped. */
  readonly whenTrue?: number
  readonly whenFalse?: number
  readonly value: number
}

const load = (offset: number): Instruction => ({ code: 0x20, value: offset })
const jumpIfEqual = (value: number, whenTrue: number, whenFalse: number): Instruction => ({
  code: 0x15,
  whenTrue,
  whenFalse,
  value,
})
const jumpIfAtLeast = (value: number, whenTrue: number, whenFalse: number): Instruction => ({
  code: 0x35,
  whenTrue,
  whenFalse,
  value,
})
const jumpIfSet = (value: number, whenTrue: number, whenFalse: number): Instruction => ({
  code: 0x45,
  whenTrue,
  whenFalse,
  value,
})
const ret = (value: number): Instruction => ({ code: 0x06, value })
const errno = (number: number): number => 0x00050000 | number

/** Offsets in `seccomp_data`. Source: linux/seccomp.h. */
const OFFSET_NUMBER = 0
const OFFSET_ARCH = 4
const OFFSET_FIRST_ARGUMENT = 16
const KILL_PROCESS = 0x80000000
const ALLOW = 0x7fff0000
const EPERM = 1
const ENOSYS = 38
const CLONE_THREAD = 0x10000

interface Machine {
  readonly audit: number
  readonly clone: number
  readonly clone3: number
  readonly tooHigh?: number
  readonly denied: readonly number[]
}

/** Numbers that all architectures share since Linux 5.1, and some older ones. */
const SHARED = [
  425,
  426,
  427, // io_uring
  424,
  434,
  438,
  440, // pidfd, process_madvise
  428,
  429,
  430,
  431,
  432,
  433,
  442, // the new mount calls
  447, // memfd_secret
]

/** Source: the kernel's system call tables. */
const MACHINES: Readonly<Record<string, Machine>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    tooHigh: 0x40000000,
    denied: [
      ...SHARED,
      57,
      58, // fork, vfork
      41,
      42,
      43,
      49,
      50,
      288, // socket, connect, accept, bind, listen, accept4
      101,
      310,
      311, // ptrace, process_vm_readv, process_vm_writev
      248,
      249,
      250, // add_key, request_key, keyctl
      321,
      298,
      323, // bpf, perf_event_open, userfaultfd
      155,
      161,
      165,
      166,
      272,
      308, // pivot_root, chroot, mount, umount2, unshare, setns
      303,
      304,
      300,
      301, // name_to_handle_at, open_by_handle_at, fanotify
      167,
      168,
      169,
      163,
      246,
      320,
      175,
      176,
      313, // swap, reboot, acct, kexec, modules
      29,
      30,
      31,
      64,
      65,
      66,
      68,
      69,
      70,
      71,
      240, // System V and POSIX queues, shared memory
      73, // flock
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    denied: [
      ...SHARED,
      198,
      200,
      201,
      202,
      203,
      242, // socket, bind, listen, accept, connect, accept4
      117,
      270,
      271, // ptrace, process_vm_readv, process_vm_writev
      217,
      218,
      219, // add_key, request_key, keyctl
      280,
      241,
      282, // bpf, perf_event_open, userfaultfd
      41,
      51,
      40,
      39,
      97,
      268, // pivot_root, chroot, mount, umount2, unshare, setns
      264,
      265,
      262,
      263, // name_to_handle_at, open_by_handle_at, fanotify
      224,
      225,
      142,
      89,
      104,
      294,
      105,
      106,
      273, // swap, reboot, acct, kexec, modules
      194,
      195,
      196,
      190,
      191,
      193,
      186,
      187,
      188,
      189,
      180, // System V and POSIX queues, shared memory
      32, // flock
    ],
  },
}
