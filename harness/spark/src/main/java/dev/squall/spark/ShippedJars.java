package dev.squall.spark;

import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Jars that executors need: all of this JVM's class path, with the user's own, except for Spark's jars and libraries
 * that Spark brings itself. Folders of classes become jars in a temporary folder.
 */
final class ShippedJars implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("-\\d.*$");

    private final List<Path> temporary = new ArrayList<>();
    private final Set<String> ofSpark;
    private final Path sparkFolder;

    /** @param sparkFolder folder of Spark's jars */
    ShippedJars(Path sparkFolder) {
        this.sparkFolder = sparkFolder.toAbsolutePath().normalize();
        try (Stream<Path> jars = Files.list(sparkFolder)) {
            ofSpark = new LinkedHashSet<>(
                    jars.map(ShippedJars::nameWithoutVersion).toList());
        } catch (IOException e) {
            throw new WorldException("cannot read " + sparkFolder + ": " + FileProblem.of(e), e);
        }
    }

    private static String nameWithoutVersion(Path jar) {
        return VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
    }

    /**
     * Returns the jars of a class path.
     *
     * @throws WorldException if one of them cannot be read, or if a jar cannot be made
     */
    List<Path> of(String classPath) {
        Set<Path> jars = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                add(Path.of(entry).toAbsolutePath().normalize(), jars);
            }
        }
        return List.copyOf(jars);
    }

    private void add(Path entry, Set<Path> jars) {
        try {
            if (Files.isDirectory(entry)) {
                jars.add(jarOf(entry));
            } else if (Files.isRegularFile(entry) && !isOfSpark(entry) && jars.add(entry)) {
                for (Path named : inManifest(entry)) {
                    add(named, jars);
                }
            }
        } catch (IOException e) {
            throw new WorldException("cannot send " + entry + " to executors: " + FileProblem.of(e), e);
        }
    }

    private boolean isOfSpark(Path jar) {
        return jar.startsWith(sparkFolder) || ofSpark.contains(nameWithoutVersion(jar));
    }

    private static List<Path> inManifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            if (named == null) {
                return List.of();
            }
            List<Path> jars = new ArrayList<>();
            for (String relative : named.trim().split("\\s+")) {
                jars.add(Path.of(jar.toUri().resolve(new URI(relative))).normalize());
            }
            return jars;
        } catch (URISyntaxException e) {
            throw new IOException("its manifest has no valid Class-Path", e);
        }
    }

    private Path jarOf(Path folder) throws IOException {
        Path jar = Files.createTempFile("squall-classes", ".jar");
        temporary.add(jar);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }

    @Override
    public void close() {
        for (Path jar : temporary) {
            try {
                Files.deleteIfExists(jar);
            } catch (IOException e) {
                // A jar that stays in the folder of temporary files does no harm.
            }
        }
    }
}
