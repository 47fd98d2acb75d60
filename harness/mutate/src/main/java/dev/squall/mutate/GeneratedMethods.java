package dev.squall.mutate;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * Methods of a class that the compiler writes: bridges, the methods of enums, and the accessors, {@code equals}, {@code
 * hashCode} and {@code toString} of records. No mutant of them is a mistake of a programmer. A record's method that is
 * written by hand under one of these names counts as generated too.
 */
final class GeneratedMethods extends ClassVisitor {

    private static final int ASM_VERSION = Opcodes.ASM9;
    private static final String LAMBDA = "lambda$";

    private final Set<String> generated = new HashSet<>();
    private boolean isEnum;

    private GeneratedMethods() {
        super(ASM_VERSION);
    }

    static GeneratedMethods of(byte[] classFile) {
        GeneratedMethods methods = new GeneratedMethods();
        new ClassReader(classFile)
                .accept(methods, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    boolean contains(String name, String descriptor) {
        return generated.contains(name + descriptor);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        isEnum = (access & Opcodes.ACC_ENUM) != 0;
        if ("java/lang/Record".equals(parent)) {
            generated.addAll(Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;"));
        }
        if (isEnum) {
            String array = "()[L" + name + ";";
            generated.addAll(Set.of("values" + array, "$values" + array, "valueOf(Ljava/lang/String;)L" + name + ";"));
        }
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        generated.add(name + "()" + descriptor);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if ((access & Opcodes.ACC_SYNTHETIC) != 0 && !name.startsWith(LAMBDA)) {
            generated.add(name + descriptor);
        }
        return null;
    }
}
