"""Runs programs on CPython's asyncio, on a clock that jumps.

Reads a JSON list of programs (see program.ts), and writes {"python": version, "answers": [...]}.
The interpreter below is the twin of the one in mini.ts.
"""
import asyncio
import json
import platform
import selectors
import sys


class Clock:
    """Counts milliseconds as if they were seconds, so that all sums are exact.

    No two looks at a real clock show the same time, so asyncio never has to decide between two
    timers of the very same moment: whichever was asked for first is due a little earlier. A clock
    that stood still would leave that to the heap, which does not keep the order.
    """

    LOOK = 1e-6

    def __init__(self):
        self.ms = 0
        self.looks = 0

    def look(self):
        self.looks += 1
        return self.ms + self.looks * self.LOOK

    def jump(self, timeout):
        self.ms = round(self.ms + self.looks * self.LOOK + timeout)


class Selector(selectors.SelectSelector):
    """Does not wait for what comes next, but puts the clock there."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError('nothing is ready, and nothing ever will be')
        self.clock.jump(timeout)
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock):
        super().__init__(Selector(clock))
        self.clock = clock
        # Everything that is due within one millisecond is due together.
        self._clock_resolution = 0.5
        self.set_exception_handler(lambda *_: None)

    def time(self):
        return self.clock.look()


def creation(task):
    return int(task.get_name().removeprefix('Task-'))


def run_program(program):
    clock = Clock()
    lines = []
    unlike = []
    spawned = []
    asleep_until = {}
    coroutines = 0
    over = False

    def say(text):
        lines.append(f'{clock.ms} {text}')

    def is_asleep(task):
        waits_for = task._fut_waiter
        return type(waits_for) is asyncio.Future and not waits_for.done()

    def coroutine(steps):
        nonlocal coroutines
        number = coroutines
        coroutines += 1
        return begin(steps, number)

    async def begin(steps, number):
        nonlocal over
        say(f't{number} begins')
        try:
            await follow(steps, number)
            say(f't{number} ends')
            return f't{number}'
        finally:
            if number == 0:
                over = True

    def later(number, nth):
        able = [each for each in spawned if each[0] > number]
        return able[nth % len(able)][1] if able else None

    async def follow(steps, number):
        for kind, *parts in steps:
            if kind == 'sleep':
                asleep_until[number] = clock.ms + parts[0]
                try:
                    await asyncio.sleep(parts[0])
                finally:
                    asleep_until.pop(number, None)
                say(f't{number} slept')
            elif kind == 'hold':
                clock.ms += parts[0]
                say(f't{number} held')
            elif kind == 'fail':
                raise RuntimeError(f't{number} failed')
            elif kind == 'spawn':
                if not over:
                    own = coroutines
                    spawned.append((own, asyncio.create_task(coroutine(parts[0]))))
                    say(f't{number} spawned t{own}')
            elif kind == 'join':
                other = later(number, parts[0])
                if other is not None:
                    say(f't{number} joined {await other}')
            elif kind == 'gather':
                if not over:
                    tasks = dict.fromkeys(later(number, nth) for nth in parts[1])
                    tasks.pop(None, None)
                    if any(task.done() for task in tasks):
                        # Since Python 3.12 such a one is heard a turn earlier.
                        unlike.append('gathers what is over')
                    results = await asyncio.gather(*map(coroutine, parts[0]), *tasks)
                    say(f't{number} gathered {" ".join(results)}')
            elif kind == 'cancel':
                if spawned:
                    other, task = spawned[parts[0] % len(spawned)]
                    # Whoever is on its way to its next step is another matter in asyncio.
                    if asleep_until.get(other, 0) > clock.ms:
                        del asleep_until[other]
                        say(f't{number} cancels t{other}')
                        task.cancel()
            elif kind == 'try':
                body, catches, handler, always = parts
                try:
                    await follow(body, number)
                except BaseException as error:
                    cancelled = isinstance(error, asyncio.CancelledError)
                    if cancelled and catches == 'failures':
                        raise
                    say(f't{number} caught {"cancellation" if cancelled else error}')
                    await follow(handler, number)
                finally:
                    say(f't{number} finally')
                    await follow(always, number)

    def tasks_in_order(loop=None):
        tasks = sorted(all_tasks(loop), key=creation)
        if not all(map(is_asleep, tasks)):
            unlike.append('goes home while somebody waits for somebody else')
        return tasks

    all_tasks = asyncio.tasks.all_tasks
    # Which of those that are left is cancelled first is left to a set otherwise.
    asyncio.tasks.all_tasks = tasks_in_order
    ended = ''
    try:
        with asyncio.Runner(loop_factory=lambda: Loop(clock)) as runner:
            try:
                ended = f'returned {runner.run(coroutine(program))}'
            except asyncio.CancelledError:
                ended = 'raised cancellation'
            except Exception as error:
                ended = f'raised {error}'
    finally:
        asyncio.tasks.all_tasks = all_tasks
    say(ended)
    return {'lines': lines, 'unlike': sorted(set(unlike))}


answers = [run_program(program) for program in json.load(sys.stdin)]
json.dump({'python': platform.python_version(), 'answers': answers}, sys.stdout)
