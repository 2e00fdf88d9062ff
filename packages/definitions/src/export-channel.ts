import { quoteWord } from "./shell-words.js";
import type { ChannelDefinition } from "./types.js";

/**
 * How the row is chosen, in `sort`'s words. A version is split at its dots, so that v26.10.0 is above
 * v26.9.0; what follows the patch level (`-rc.2`) is compared as text.
 */
const ORDER = {
  newest: 'sort -t "$tab" -k 2,2r -k 1,1Vr',
  "node-build": 'LC_ALL=C sort -r -n -t "$tab" -k 2,2 -k 1,1',
} as const satisfies Record<ChannelDefinition["select"], string>;

/** What an index calls a file, and the platform whose archive it is. */
const RENAMED = {
  newest: ["osx-arm64-tar darwin-arm64", "osx-x64-tar darwin-x64", "osx-x86-tar darwin-x86"],
  "node-build": ["osx-x64-tar darwin-x64"],
} as const satisfies Record<ChannelDefinition["select"], readonly string[]>;

/** A channel as a program in node-build's language, which reads the index when it runs. */
export function exportChannel(channel: ChannelDefinition): string {
  const { baseUrl, filter, label, steps, select } = channel;
  return `# Installs the newest release that an index lists; written by Nodewright.
channel_url=${quoteWord(baseUrl)}
channel_filter=${quoteWord(filter)}
channel_label=${quoteWord(label)}
channel_steps=${quoteWord(steps.join(" "))}

tab=$'\\t'
channel_index="$(http get "$channel_url/index.tab")"
channel_row="$(grep -F -e "$channel_filter" <<<"$channel_index" | ${ORDER[select]} | head -n 1)"
IFS="$tab" read -r channel_version channel_date channel_files _ <<<"$channel_row"
[ -n "$channel_version" ]

channel_same_day="$(grep -F -e "$channel_date" <<<"$channel_index")"
if [ "$(wc -l <<<"$channel_same_day")" -gt 1 ]; then
  printf '%s\\n' "More than one $channel_label release; installing first of:" "$channel_same_day" >&2
fi

for channel_file in \${channel_files//,/ }; do
  case "$channel_file" in
${RENAMED[select].map(renamed).join("\n")}
  headers | src | osx-*-pkg | win-*) continue ;;
  esac
  binary "$channel_file" "$channel_url/$channel_version/node-$channel_version-$channel_file.tar.gz"
done

install_package "$channel_version" "$channel_url/$channel_version/node-$channel_version.tar.gz" $channel_steps
`;
}

function renamed(pair: string): string {
  const [file, platform] = pair.split(" ");
  return `  ${file}) channel_file=${platform} ;;`;
}
