package dev.squall.mutate;

import dev.squall.node.NodeProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Classes of the nodes of a program: those of the program's package that the program refers to, directly or not. */
final class NodeClasses {

    /** Name of the package, in a topic's package, with the variants that have a deliberate defect. */
    private static final String FLAWED = "flawed";

    private static final int CONSTANT_CLASS_TAG = 7;

    private NodeClasses() {}

    /**
     * Returns the binary names of the classes, sorted. The program's own class is among them. Excludes classes of other
     * packages, packages named {@code flawed}, and classes without source code.
     */
    static SortedSet<String> of(Class<? extends NodeProgram> program) {
        ClassLoader loader = program.getClassLoader();
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        found.add(program.getName());
        open.add(program.getName());
        while (!open.isEmpty()) {
            ClassReader reader = new ClassReader(bytes(loader, open.remove()).orElseThrow());
            for (String referred : referredClasses(reader)) {
                if (isOfPackage(referred, program.getPackageName())
                        && !found.contains(referred)
                        && bytes(loader, referred).isPresent()) {
                    found.add(referred);
                    open.add(referred);
                }
            }
        }
        found.removeIf(name -> isSynthetic(new ClassReader(bytes(loader, name).orElseThrow())));
        return found;
    }

    /** Returns the class file, or empty if there is none. */
    static Optional<byte[]> bytes(ClassLoader loader, String className) {
        try (InputStream stream = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + className + " cannot be read", e);
        }
    }

    /** Returns true if the class is in the package or below, but not in a package of flawed variants. */
    private static boolean isOfPackage(String className, String packageName) {
        int end = className.lastIndexOf('.');
        String own = end < 0 ? "" : className.substring(0, end);
        if (packageName.isEmpty()) {
            return own.isEmpty();
        }
        return (own.equals(packageName) || own.startsWith(packageName + "."))
                && !(own + ".").contains("." + FLAWED + ".");
    }

    private static SortedSet<String> referredClasses(ClassReader reader) {
        SortedSet<String> names = new TreeSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            // The second half of a long or double has no offset.
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS_TAG) {
                String name = reader.readUTF8(offset, buffer);
                if (!name.startsWith("[")) {
                    names.add(name.replace('/', '.'));
                }
            }
        }
        return names;
    }

    private static boolean isSynthetic(ClassReader reader) {
        return (reader.getAccess() & Opcodes.ACC_SYNTHETIC) != 0;
    }
}
