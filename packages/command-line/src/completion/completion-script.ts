/** Shells that can complete the words of a command. */
export const completionShells = ["bash", "zsh", "fish", "powershell"] as const;

/** See {@link completionShells}. */
export type CompletionShell = (typeof completionShells)[number];

/** What a shell asks a program with, before the words typed so far. */
export const completeWord = "__complete";

/**
 * A script for a shell which has a program complete its own command line: commands, options and values are asked
 * for when they are needed, so that the script stays right when the program is renewed.
 */
export function completionScript(shell: CompletionShell, program: string): string {
  return scripts[shell](program, `_${program.replace(/\W/g, "_")}`);
}

const scripts: Readonly<Record<CompletionShell, (program: string, name: string) => string>> = {
  bash: (program, name) => `# bash completion: eval "$(${program} completion bash)"
${name}_complete() {
  local line="\${COMP_LINE:0:COMP_POINT}" current="\${COMP_WORDS[COMP_CWORD]}" words word prefix value
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  word="\${words[\${#words[@]}-1]}"
  # bash takes these apart as words of their own
  [[ $current == [=:@] ]] && current=""
  prefix="\${word%"$current"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    case "$value" in
      :files) compopt -o default ;;
      :none) ;;
      *) COMPREPLY+=("\${value#"$prefix"}") ;;
    esac
  done < <(${program} ${completeWord} "\${words[@]:1}" 2>/dev/null)
}
complete -F ${name}_complete ${program}
`,
  zsh: (program, name) => `#compdef ${program}
# zsh completion: source <(${program} completion zsh), or a file ${name} on $fpath
${name}() {
  local -a described
  local line with_files
  for line in "\${(@f)$(${program} ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case "$line" in
      :files) with_files=1 ;;
      :none|"") ;;
      *) described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  if (( \${#described} )); then _describe '${program}' described; fi
  if [[ -n "$with_files" ]]; then _files; fi
}
if [[ "\${funcstack[1]}" == "${name}" ]]; then ${name} "$@"; else compdef ${name} ${program}; fi
`,
  fish: (program, name) => `# fish completion: ${program} completion fish | source
function _${name}
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (${program} ${completeWord} $words[2..-1] "$current" 2>/dev/null)
  for line in $lines
    switch $line
      case ':files'
        __fish_complete_path "$current"
      case ':none'
      case '*'
        printf '%s\\n' $line
    end
  end
end
complete -c ${program} -f -a '(_${name})'
`,
  powershell: (
    program,
  ) => `# PowerShell completion: ${program} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName '${program}' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $words += "$wordToComplete"
  & '${program}' '${completeWord}' @words 2>$null | ForEach-Object {
    if ($_ -eq ':none' -or $_ -eq ':files') { return }
    $value, $description = $_ -split "\`t", 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}
`,
};
