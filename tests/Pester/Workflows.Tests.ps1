# The workflows in .github, and the scripts that only they run: what would otherwise be noticed after a push.
BeforeAll {
    . "$PSScriptRoot/Errors.ps1"
    $repository = (Resolve-Path "$PSScriptRoot/../..").Path
    $workflows = @{}
    foreach ($file in Get-ChildItem "$repository/.github/workflows" -Filter *.yml) { $workflows[$file.Name] = [IO.File]::ReadAllText($file.FullName).ReplaceLineEndings("`n") }

    # The jobs of a workflow, each as its text.
    function Get-Job([string] $Text) {
        [regex]::Split(($Text -split '(?m)^jobs:\n')[1], '(?m)^  (?=[\w-]+:\n)') -ne ''
    }
}

Describe 'The workflows' {
    It 'name only files that exist' {
        $names = foreach ($text in $workflows.Values) {
            [regex]::Matches($text, '(?<![\w/$}.-])(?:\.ci|\.github|\.config|src|tests|docs|examples|module)/[\w./-]*\w|(?<![\w/-])[\w.]+\.(?:props|sln|md)\b').Value
        }

        $names | Should -Contain 'tests/Package/Test-Package.ps1'
        $names | Should -Contain '.ci/run'
        $names | Where-Object { $_ -ne 'notes.md' -and -not (Test-Path "$repository/$_") } | Should -BeNullOrEmpty
    }

    It 'use the .NET that the tests are built for, and the oldest and the newest PowerShell that are supported' {
        $framework = ([xml](Get-Content "$repository/tests/Directory.Build.props" -Raw)).SelectSingleNode('//TargetFramework').InnerText
        $newest = [version] ([xml](Get-Content "$repository/Directory.Packages.props" -Raw)).SelectSingleNode('//PowerShellVersion').InnerText
        $oldest = [regex]::Match((Get-Content "$repository/README.md" -Raw), 'PowerShell (7\.\d+) or later').Groups[1].Value

        $versions = [regex]::Matches($workflows['build.yml'], '(?m)^ +(?:dotnet-version: )?(\d+\.\d+)\.x$').ForEach({ $_.Groups[1].Value })
        $versions | Select-Object -Unique | Sort-Object | Should -Be $framework.Substring(3), '8.0'
        $workflows['build.yml'] | Should -MatchExactly (Literal "powershell: ['$oldest', '$($newest.ToString(2))']")
    }

    It 'have least privileges, a time limit for each job and pinned actions' {
        foreach ($workflow in $workflows.GetEnumerator()) {
            $workflow.Value | Should -MatchExactly '(?m)^permissions:\n  contents: read\n\n' -Because $workflow.Key
            $workflow.Value | Should -MatchExactly '(?m)^concurrency:\n' -Because $workflow.Key
            foreach ($job in Get-Job $workflow.Value) {
                $job -match '(?m)^    (timeout-minutes: \d+|uses: \./)' | Should -BeTrue -Because "a job of $($workflow.Key) must end: $job"
            }
            foreach ($action in [regex]::Matches($workflow.Value, '(?m)^ +(?:- )?uses: (.+)$').ForEach({ $_.Groups[1].Value })) {
                $action | Should -MatchExactly '^(actions/[\w-]+@v\d+|\./\.github/workflows/\w+\.yml)$'
            }
        }
        # One job writes, and it has no secret but its own token.
        $writing = Get-Job $workflows['release.yml'] | Where-Object { $_ -match 'contents: write' }
        $writing | Should -HaveCount 1
        $writing | Should -Not -Match 'secrets\.'
        $workflows['build.yml'] | Should -Not -Match 'write|secrets\.'
    }

    It 'put no expression into a command, where it could be a command itself' {
        foreach ($workflow in $workflows.GetEnumerator()) {
            $lines = $workflow.Value -split '\n'
            for ($index = 0; $index -lt $lines.Count; $index++) {
                if ($lines[$index] -notmatch '^( *(?:- )?)run: ?(.*)$' -or $lines[$index].Trim() -eq 'run:') { continue }
                $indent = $Matches[1].Length
                $command = @($Matches[2])
                while ($index + 1 -lt $lines.Count -and ($lines[$index + 1] -match '^( *)\S' -and $Matches[1].Length -gt $indent)) { $command += $lines[++$index] }
                $command -join "`n" | Should -Not -Match '\$\{\{' -Because $workflow.Key
            }
        }
    }
}

Describe 'A script for Windows PowerShell 5.1' {
    It 'has no syntax of a later PowerShell: <_>' -ForEach 'Install-Package.ps1', 'Test-Package.ps1' {
        $tokens = $errors = $null
        $script = [Management.Automation.Language.Parser]::ParseFile("$repository/tests/Package/$_", [ref] $tokens, [ref] $errors)

        $errors | Should -BeNullOrEmpty
        $script.FindAll({ $args[0].GetType().Name -in 'TernaryExpressionAst', 'PipelineChainAst' }, $true) | Should -BeNullOrEmpty
        $tokens | Where-Object Kind -In QuestionQuestion, QuestionQuestionEquals, QuestionDot, QuestionLBracket | Should -BeNullOrEmpty
        $tokens | Where-Object { $_.Kind -eq 'Parameter' -and $_.Text -in '-AsHashtable', '-Parallel', '-AsByteStream' } | Should -BeNullOrEmpty
        [IO.File]::ReadAllText("$repository/tests/Package/$_") | Should -Not -Match '[^\x00-\x7F]' -Because 'Windows PowerShell reads a script without a mark as ANSI'
    }
}

Describe 'Get-ReleaseNotes.ps1' {
    BeforeEach {
        Set-Content TestDrive:/Directory.Build.props '<Project><PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>'
        Set-Content TestDrive:/CHANGELOG.md "# Changes`n`n## [Unreleased]`n`n## [1.2.3] - 2026-08-01`n`n### Added`n`n- A fox.`n`n## [1.2.2]`n`n- An owl."

        function Get-Note([string] $Tag) { & "$repository/.ci/Get-ReleaseNotes.ps1" -Tag $Tag -Repository (Get-Item TestDrive:/).FullName }
    }

    It 'returns what is new in the version of the tag' {
        Get-Note v1.2.3 | Should -BeExactly "### Added`n`n- A fox."
    }

    It 'refuses the tag <_>, which is not the version' -ForEach 'v1.2.2', '1.2.3', 'V1.2.3', 'v1.2.3-preview' {
        { Get-Note $_ } | Should -Throw "*$_*1.2.3*"
    }

    It 'refuses a version whose section is <What>' -ForEach @(
        @{ What = 'missing'; Text = "## [Unreleased]`n`n- A fox." }
        @{ What = 'empty'; Text = "## [1.2.3]`n`n## [1.2.2]`n`n- An owl." }
    ) {
        Set-Content TestDrive:/CHANGELOG.md "# Changes`n`n$Text"

        { Get-Note v1.2.3 } | Should -Throw '*CHANGELOG.md*1.2.3*'
    }
}
