rootProject.name = "register"
