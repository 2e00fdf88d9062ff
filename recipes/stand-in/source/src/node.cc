// Stands in for Node.js where a farm is tried: a C++ program that answers what installers and validators ask.
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <string>

#include "node_version.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

namespace {

const std::string kVersion = TEXT(NODE_MAJOR_VERSION) "." TEXT(NODE_MINOR_VERSION) "." TEXT(NODE_PATCH_VERSION) NODE_TAG;

std::map<std::string, std::string> Versions() {
  return {
      {"node", kVersion},
      {"v8", "0.0.0-stand-in"},
      {"uv", "0.0.0"},
      {"zlib", "0.0.0"},
      {"openssl", "0.0.0"},
      {"modules", TEXT(NODE_MODULE_VERSION)},
      {"napi", "9"},
  };
}

std::string Json(const std::map<std::string, std::string>& values) {
  std::string text = "{";
  for (const auto& [name, value] : values) {
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":\"" + value + "\"";
  }
  return text + "}";
}

// The few expressions that are asked of a fresh binary.
int Print(const std::string& expression) {
  const std::map<std::string, std::string> process = {
      {"process.version", "v" + kVersion},
      {"process.versions.node", kVersion},
      {"process.versions.modules", TEXT(NODE_MODULE_VERSION)},
      {"process.arch", NODE_ARCH},
      {"process.platform", "linux"},
      {"JSON.stringify(process.versions)", Json(Versions())},
      {"process.versions", Json(Versions())},
      {"process.release.name", "node"},
      {"JSON.stringify(process.release)", Json({{"name", "node"}, {"sourceUrl", NODE_RELEASE_URLBASE}})},
  };
  const auto found = process.find(expression);
  if (found == process.end()) {
    std::cerr << "node: this stands in for Node.js and cannot evaluate " << expression << "\n";
    return 1;
  }
  std::cout << found->second << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  if (option == "--version" || option == "-v") {
    std::cout << "v" << kVersion << "\n";
    return 0;
  }
  if ((option == "-p" || option == "--print") && argc > 2) return Print(argv[2]);
  std::cerr << "node: this stands in for Node.js; it knows --version and -p\n";
  return 9;
}
