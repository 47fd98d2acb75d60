package dev.squall.mutate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instructions of one method as text, without line numbers and frames. A constant that is pushed and popped at once is
 * left out, since both instructions together do nothing.
 */
final class MethodCode extends MethodVisitor {

    private static final String PUSHED = "push ";

    private final List<String> instructions = new ArrayList<>();
    private final Map<Label, Integer> labels = new HashMap<>();

    private MethodCode() {
        super(Opcodes.ASM9);
    }

    /** Returns the instructions of a method; empty if the class has no such method. */
    static List<String> of(byte[] classFile, String name, String descriptor) {
        MethodCode code = new MethodCode();
        ClassVisitor finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String found, String type, String generic, String[] thrown) {
                return found.equals(name) && type.equals(descriptor) ? code : null;
            }
        };
        new ClassReader(classFile).accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return List.copyOf(code.instructions);
    }

    private void add(Object... parts) {
        instructions.add(Arrays.toString(parts));
    }

    private int number(Label label) {
        return labels.computeIfAbsent(label, unseen -> labels.size());
    }

    @Override
    public void visitInsn(int opcode) {
        int last = instructions.size() - 1;
        boolean isConstant = opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.ICONST_5;
        if (opcode == Opcodes.POP && last >= 0 && instructions.get(last).startsWith(PUSHED)) {
            instructions.remove(last);
        } else {
            instructions.add((isConstant ? PUSHED : "") + opcode);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        add(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        add(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        add(name, descriptor, bootstrap, Arrays.toString(arguments));
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        add(opcode, number(target));
    }

    @Override
    public void visitLabel(Label label) {
        add("label", number(label));
    }

    @Override
    public void visitLdcInsn(Object value) {
        add("constant", value.getClass(), value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        add("increment", variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
        add(
                "switch",
                min,
                max,
                number(other),
                Arrays.stream(targets).map(this::number).toList());
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] targets) {
        add(
                "lookup",
                number(other),
                Arrays.toString(keys),
                Arrays.stream(targets).map(this::number).toList());
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add("array", descriptor, dimensions);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        add("try", number(start), number(end), number(handler), type);
    }
}
