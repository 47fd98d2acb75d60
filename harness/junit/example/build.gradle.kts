plugins {
    java
}

repositories {
    // Until a release of Squall, its artifacts are in the local Maven repository.
    mavenLocal()
    mavenCentral()
}

dependencies {
    implementation("dev.squall:squall-node:0.1.0-SNAPSHOT")
    testImplementation("dev.squall:squall-junit:0.1.0-SNAPSHOT")
    testImplementation("org.junit.jupiter:junit-jupiter:5.13.4")
    testImplementation("org.assertj:assertj-core:3.27.6")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:1.13.4")
}

tasks.withType<JavaCompile> {
    options.release = 17
    options.encoding = "UTF-8"
}

tasks.test {
    useJUnitPlatform()
    // Gradle passes no properties of the command line to tests: -Dsquall.seed=1 repeats a run.
    listOf("squall.seed", "squall.runs").forEach { name ->
        System.getProperty(name)?.let { systemProperty(name, it) }
    }
}
