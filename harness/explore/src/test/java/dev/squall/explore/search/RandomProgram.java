package dev.squall.explore.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Processes that read and write shared registers, drawn at random. A process stops at a register whose value is not the
 * expected one, so that an event can make another impossible, or possible.
 */
final class RandomProgram {

    private static final int REGISTERS = 3;
    private static final int VALUES = 3;

    private enum Kind {
        READ,
        WRITE,
        AWAIT
    }

    private record Instruction(Kind kind, int register, int value) {}

    private final List<List<Instruction>> processes = new ArrayList<>();

    RandomProgram(SplittableRandom random) {
        int count = 2 + random.nextInt(2);
        for (int process = 0; process < count; process++) {
            List<Instruction> instructions = new ArrayList<>();
            int length = 1 + random.nextInt(3);
            for (int i = 0; i < length; i++) {
                // A process awaits a value only at its start: an execution promises that what an event makes
                // impossible was possible before, or would be made possible only by events that depend on it.
                Kind kind = i == 0 && random.nextInt(3) == 0 ? Kind.AWAIT : Kind.values()[random.nextInt(2)];
                instructions.add(new Instruction(kind, random.nextInt(REGISTERS), 1 + random.nextInt(VALUES)));
            }
            processes.add(instructions);
        }
    }

    Run start() {
        return new Run();
    }

    @Override
    public String toString() {
        return processes.toString();
    }

    /** One execution; its outcome is what each process read, and the last values. */
    final class Run implements Execution {

        private final int[] registers = new int[REGISTERS];
        private final int[] next = new int[processes.size()];
        private final int[] lastStep = new int[processes.size()];
        private final List<List<Integer>> read = new ArrayList<>();
        private int steps;

        private Run() {
            Arrays.fill(lastStep, -1);
            processes.forEach(process -> read.add(new ArrayList<>()));
        }

        @Override
        public long[] enabled() {
            long[] events = new long[processes.size()];
            int size = 0;
            for (int process = 0; process < processes.size(); process++) {
                if (next[process] < processes.get(process).size() && isPossible(instruction(process))) {
                    events[size++] = (long) process << 32 | (long) next[process] << VARIANT_BITS;
                }
            }
            return Arrays.copyOf(events, size);
        }

        private Instruction instruction(int process) {
            return processes.get(process).get(next[process]);
        }

        private boolean isPossible(Instruction instruction) {
            return instruction.kind != Kind.AWAIT || registers[instruction.register] == instruction.value;
        }

        @Override
        public int necessary() {
            return enabled().length;
        }

        @Override
        public Footprint take(long event) {
            int process = (int) (event >> 32);
            Instruction instruction = instruction(process);
            next[process]++;
            lastStep[process] = steps++;
            long own = 1L << process;
            long reads = 1L << 10 + instruction.register;
            long writes = 1L << 20 + instruction.register;
            if (instruction.kind == Kind.WRITE) {
                registers[instruction.register] = instruction.value;
                return new Footprint(own | writes, own | writes | reads);
            }
            read.get(process).add(registers[instruction.register]);
            return new Footprint(own | reads, own | writes);
        }

        @Override
        public int cause(long event) {
            return lastStep[(int) (event >> 32)];
        }

        @Override
        public long[] variants() {
            return new long[0];
        }

        @Override
        public boolean isAlternative(long taken, long disabled) {
            return true;
        }

        String outcome() {
            return read + " " + Arrays.toString(registers);
        }
    }
}
