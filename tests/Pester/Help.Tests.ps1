# What Get-Help, the about topics and the pages say, and that everything they show can be typed.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $repository = (Resolve-Path "$PSScriptRoot/../..").Path
    $module = (Get-Module Seedance).ModuleBase
    $cmdlets = Get-Command -Module Seedance -CommandType Cmdlet
    $help = @{}
    foreach ($cmdlet in $cmdlets) { $help[$cmdlet.Name] = Get-Help $cmdlet.Name -Full }
    $topics = Get-ChildItem "$module/en-US/about_*.help.txt"

    # Each parameter's help, by cmdlet and name.
    $parameterHelp = @{}
    foreach ($name in $help.Keys) {
        foreach ($parameter in $help[$name].parameters.parameter) { $parameterHelp["$name -$($parameter.name)"] = $parameter }
    }

    function Get-Text($Paragraphs) { (@($Paragraphs.Text) -join ' ').Trim() }

    function Get-OwnParameter($Cmdlet) {
        $Cmdlet.Parameters.Values | Where-Object { $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters }
    }

    # What differs for any parameter: one line for each, of what a script block returns.
    function Get-ParameterProblem([scriptblock] $Find) {
        foreach ($cmdlet in $cmdlets) {
            foreach ($parameter in Get-OwnParameter $cmdlet) {
                $found = & $Find $parameter $parameterHelp["$($cmdlet.Name) -$($parameter.Name)"] $cmdlet
                if ($found) { "$($cmdlet.Name) -$($parameter.Name): $found" }
            }
        }
    }
}

AfterAll { Stop-Workplace }

Describe 'Get-Help of a cmdlet' -Tag Slow {
    It 'has a synopsis, a description and notes' {
        $missing = foreach ($cmdlet in $cmdlets) {
            $own = $help[$cmdlet.Name]
            if (-not "$($own.Synopsis)".Trim()) { "$($cmdlet.Name): synopsis (summary)" }
            if (-not (Get-Text $own.description)) { "$($cmdlet.Name): description (remarks)" }
            if (-not (Get-Text $own.alertSet.alert)) { "$($cmdlet.Name): notes (note)" }
        }
        $missing | Should -BeNullOrEmpty
    }

    It 'describes every parameter, also those of base classes' {
        Get-ParameterProblem { param($parameter, $text) if (-not $text -or -not (Get-Text $text.description)) { 'no description (summary)' } } | Should -BeNullOrEmpty
    }

    It 'describes no parameter that the cmdlet does not have' {
        $known = foreach ($cmdlet in $cmdlets) { foreach ($name in $cmdlet.Parameters.Keys) { "$($cmdlet.Name) -$name" } }
        $parameterHelp.Keys | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }

    It 'shows the type, position, aliases and wildcards of each parameter, and what binds from the pipeline' {
        Get-ParameterProblem {
            param($parameter, $text)
            $sets = $parameter.ParameterSets.Values
            $type = ([Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType).Name
            $position = ($sets.Position | Where-Object { $_ -ge 0 } | Select-Object -First 1) ?? 'Named'
            $binding = @(if ($sets.ValueFromPipeline -contains $true) { 'ByValue' }; if ($sets.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' })
            $wildcards = [bool]($parameter.Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] })
            $shown = @{
                type           = $type, $text.type.name
                required       = "$($sets.IsMandatory -notcontains $false)", $text.required
                position       = "$position", $text.position
                pipeline       = $(if ($binding) { "True ($($binding -join ', '))" } else { 'False' }), $text.pipelineInput
                wildcards      = "$wildcards", $text.globbing
                aliases        = $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }), $text.aliases
            }
            foreach ($name in $shown.Keys) { if ($shown[$name][0] -ne $shown[$name][1]) { "$name is $($shown[$name][0]), not $($shown[$name][1])" } }
        } | Should -BeNullOrEmpty
    }

    It 'shows the default that a new cmdlet has' {
        Get-ParameterProblem {
            param($parameter, $text, $cmdlet)
            $property = $cmdlet.ImplementingType.GetProperty($parameter.Name)
            $value = if ($property) { $property.GetValue([Activator]::CreateInstance($cmdlet.ImplementingType)) }
            $expected = if ($parameter.SwitchParameter) { 'False' } elseif ($value -is [int]) { "$value" }
            if ($expected -and $text.defaultValue -ne $expected) { "the default is $expected, not '$($text.defaultValue)' (The default is $expected.)" }
        } | Should -BeNullOrEmpty
    }

    It 'shows the defaults of a draft' {
        $draft = New-SeedanceRequest
        foreach ($name in 'Duration', 'Width', 'Height', 'Audio') { $parameterHelp["New-SeedanceVideo -$name"].defaultValue | Should -Be $draft.$name }
        $draft | New-SeedanceRequest -Size 720p -AspectRatio 16:9 | ForEach-Object { "$($_.Width) x $($_.Height)" } | Should -Be "$($draft.Width) x $($draft.Height)"
        foreach ($name in @{ Size = '720p'; AspectRatio = '16:9' }.GetEnumerator()) { $parameterHelp["New-SeedanceVideo -$($name.Key)"].defaultValue | Should -Be $name.Value }
    }

    It 'shows the range that a parameter has, with its unit' {
        Get-ParameterProblem {
            param($parameter, $text)
            $range = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateRangeAttribute] }
            $max = if ($range.MaxRange -eq [int]::MaxValue) { 'or more' } else { "to $($range.MaxRange)" }
            if ($range -and (Get-Text $text.description) -notmatch "Accepted values: $($range.MinRange) $max [a-z]+") { "no unit (value) beside $($range.MinRange) $max" }
        } | Should -BeNullOrEmpty
    }

    It 'shows what the models accept: <Parameter>' -ForEach @(
        @{ Parameter = 'Duration'; Wrong = 99 }
        @{ Parameter = 'Seed'; Wrong = -2 }
        @{ Parameter = 'Size'; Wrong = '4k' }
        @{ Parameter = 'AspectRatio'; Wrong = '2:1' }
        @{ Parameter = 'Mode'; Wrong = 'FAST' }
    ) {
        $arguments = @{ Prompt = 'A fox'; $Parameter = $Wrong }
        $allowed = (Get-SeedanceModel).Id | ForEach-Object { (Get-OnlyError { New-SeedanceVideo @arguments -Model $_ }).Exception.Faults[0].Allowed } | Select-Object -Unique
        $shown = (Get-Text $parameterHelp["New-SeedanceVideo -$Parameter"].description) -replace 'seedance[- ]\d\.\d'
        $values, $expected = ($shown -split 'Accepted values: ')[1], "$allowed" | ForEach-Object { [regex]::Matches($_, '-?\w*\d[\w:]*').Value | Sort-Object -Unique | Join-String -Separator ', ' }
        $values | Should -BeExactly $expected
    }

    It 'says what goes in and what comes out' {
        $missing = foreach ($cmdlet in $cmdlets) {
            $own = $help[$cmdlet.Name]
            $outputs = @($own.returnValues.returnValue)
            $types = @($cmdlet.OutputType.Name)
            if (($types ? $types : 'None') -join ' ' -ne (@($outputs.type.name) -join ' ')) { "$($cmdlet.Name): outputs are $types" }
            foreach ($item in $outputs) { if (-not (Get-Text $item.description)) { "$($cmdlet.Name): output $($item.type.name) (returns)" } }
            foreach ($item in @($own.inputTypes.inputType)) { if (-not (Get-Text $item.description)) { "$($cmdlet.Name): input $($item.type.name)" } }
        }
        $missing | Should -BeNullOrEmpty
    }

    It 'has at least three examples, each with a title, that use the cmdlet' {
        $missing = foreach ($cmdlet in $cmdlets) {
            $examples = @($help[$cmdlet.Name].examples.example)
            if ($examples.Count -lt 3) { "$($cmdlet.Name): $($examples.Count) examples" }
            foreach ($example in $examples) {
                if ($example.title -notmatch '^-+ Example \d+: \S.*[^.] -+$') { "$($cmdlet.Name): title $($example.title)" }
                if ($example.code -notmatch "\b$($cmdlet.Name)\b") { "$($cmdlet.Name): not in $($example.code)" }
            }
        }
        $missing | Should -BeNullOrEmpty
    }

    It 'leads to its page online, to cmdlets that exist and to topics that exist' {
        foreach ($cmdlet in $cmdlets) {
            $online, $others = $help[$cmdlet.Name].relatedLinks.navigationLink
            $online.uri | Should -BeLike "https://*/docs/cmdlets/$($cmdlet.Name).md"
            @($others).Count | Should -BeGreaterThan 0
            foreach ($link in $others) { "$($link.linkText)" | Should -BeIn @($cmdlets.Name; $topics.Name -replace '\.help\.txt$') }
        }
    }

    It 'is found by a parameter' {
        (Get-Help New-SeedanceVideo -Parameter Duration).description[-1].Text | Should -Match '4 to 15'
    }
}

Describe 'The help file' -Tag Slow {
    It 'has the elements of the schema of PowerShell in their order' {
        $document = [Xml.Linq.XDocument]::Load("$module/en-US/Seedance.PowerShell.dll-Help.xml")
        $spaces = @{ 'http://schemas.microsoft.com/maml/2004/10' = 'maml'; 'http://schemas.microsoft.com/maml/dev/command/2004/10' = 'command'; 'http://schemas.microsoft.com/maml/dev/2004/10' = 'dev' }
        # From developerCommand.xsd: the children of each element.
        $rules = @{
            'command:command'              = 'command:details maml:description command:syntax (command:parameters )?command:inputTypes command:returnValues command:terminatingErrors command:nonTerminatingErrors maml:alertSet command:examples maml:relatedLinks '
            'command:details'              = 'command:name maml:description maml:copyright command:verb command:noun dev:version '
            'maml:copyright'               = 'maml:para '
            'maml:description'             = '(maml:para )+'
            'command:syntax'               = '(command:syntaxItem )+'
            'command:syntaxItem'           = 'maml:name (command:parameter )*'
            'command:parameters'           = '(command:parameter )+'
            'command:parameter'            = 'maml:name maml:description ((command:parameterValue|command:parameterValueGroup) )?dev:type dev:defaultValue '
            'command:parameterValueGroup'  = '(command:parameterValue )+'
            'dev:type'                     = 'maml:name maml:uri '
            'command:inputTypes'           = '(command:inputType )+'
            'command:inputType'            = 'dev:type maml:description '
            'command:returnValues'         = '(command:returnValue )+'
            'command:returnValue'          = 'dev:type maml:description '
            'command:terminatingErrors'    = ''
            'command:nonTerminatingErrors' = ''
            'maml:alertSet'                = 'maml:alert '
            'maml:alert'                   = '(maml:para )+'
            'command:examples'             = '(command:example )+'
            'command:example'              = 'maml:title dev:code dev:remarks '
            'dev:remarks'                  = '(maml:para )+'
            'maml:relatedLinks'            = '(maml:navigationLink )+'
            'maml:navigationLink'          = 'maml:linkText maml:uri '
        }
        $attributes = @{ 'command:parameter' = 'required', 'variableLength', 'globbing', 'pipelineInput', 'position'; 'command:parameterValue' = 'required', 'variableLength' }

        "$($document.Root.Name)" | Should -BeExactly '{http://msh}helpItems'
        $document.Root.Attribute('schema').Value | Should -BeExactly 'maml'
        @($document.Root.Elements()).Count | Should -Be $cmdlets.Count
        $problems = foreach ($element in $document.Root.Descendants()) {
            $name = "$($spaces[$element.Name.NamespaceName]):$($element.Name.LocalName)"
            $children = -join $(foreach ($child in $element.Elements()) { "$($spaces[$child.Name.NamespaceName]):$($child.Name.LocalName) " })
            if ($children -cnotmatch "^$($rules[$name])$") { "$name has: $children" }
            if ($rules[$name] -and $element.FirstNode -is [Xml.Linq.XText]) { "$name has text" }
            foreach ($required in $attributes[$name]) { if (-not $element.Attribute($required)) { "$name has no $required" } }
        }
        $problems | Should -BeNullOrEmpty
    }
}

Describe 'docs/cmdlets' -Tag Slow {
    It 'has the page of each cmdlet as the build writes it (to update: dotnet build src/Seedance.Help -t:UpdatePages)' {
        (Get-ChildItem "$repository/docs/cmdlets").BaseName | Should -BeExactly ($cmdlets.Name | Sort-Object)
        $stale = foreach ($cmdlet in $cmdlets) {
            $built, $committed = "$repository/artifacts/docs/cmdlets", "$repository/docs/cmdlets" | ForEach-Object { (Get-Content "$_/$($cmdlet.Name).md" -Raw) -replace "`r" }
            if ($built -cne $committed) { $cmdlet.Name }
        }
        $stale | Should -BeNullOrEmpty
    }
}

Describe 'An about topic' -Tag Slow {
    It 'has the headings of one, plain characters and at most 78 in a line' {
        $topics.Count | Should -BeGreaterOrEqual 5
        $problems = foreach ($topic in $topics) {
            $lines = Get-Content $topic
            $headings = ($lines -cmatch '^[A-Z ]+$') -notmatch '^ ' -join ', '
            if ($headings -ne 'TOPIC, SHORT DESCRIPTION, LONG DESCRIPTION, EXAMPLES, SEE ALSO') { "$($topic.Name): $headings" }
            if ($lines[1].Trim() -ne ($topic.Name -replace '\.help\.txt$')) { "$($topic.Name): topic $($lines[1])" }
            foreach ($line in $lines) { if ($line.Length -gt 78 -or $line -match '[^ -~]') { "$($topic.Name): $line" } }
        }
        $problems | Should -BeNullOrEmpty
    }

    It 'is found by Get-Help, with a synopsis' {
        foreach ($topic in $topics) {
            $found = Get-Help ($topic.Name -replace '\.help\.txt$')
            $found | Out-String | Should -Match 'SHORT DESCRIPTION'
            $found.Synopsis | Should -Match '\S'
        }
    }

    It 'refers to cmdlets, parameters and topics that exist' {
        $text = $topics | Get-Content -Raw
        foreach ($name in [regex]::Matches($text, '\b[A-Z][a-z]+-Seedance\w*(?!\w)').Value | Sort-Object -Unique) { $name | Should -BeIn @($cmdlets.Name; 'Add-Seedance') }
        foreach ($name in [regex]::Matches($text, '\babout_Seedance\w*').Value | Sort-Object -Unique) { "$name.help.txt" | Should -BeIn $topics.Name }
        $parameters = @($cmdlets.Parameters.Keys; (Get-Command Get-Help, ForEach-Object, Group-Object, Measure-Object, Select-Object, Format-List).Parameters.Keys; 'like', 'notlike')
        foreach ($name in [regex]::Matches($text, '(?<=[\s(]-)[A-Za-z]+').Value | Sort-Object -Unique) { $name | Should -BeIn $parameters }
    }
}

Describe 'about_Seedance_Errors' -Tag Slow {
    It 'has the cause of every error ID in the code and what to do, and no other ID' {
        # The ID of an exception is its name, unless it says otherwise.
        $ids = Get-ChildItem "$repository/src/Seedance/Errors", "$repository/src/Seedance.PowerShell/Errors" -Filter *Exception.cs | ForEach-Object {
            $code = Get-Content $_ -Raw
            if ($code -notmatch 'sealed class (\w+)Exception : Seedance') { return }
            $default = $Matches[1]
            if ($code -match 'override string ErrorId => (.+);') { [regex]::Matches($Matches[1], '"(\w+)"') | ForEach-Object { $_.Groups[1].Value } } else { $default }
        } | Sort-Object -Unique
        $topic = Get-Content "$module/en-US/about_Seedance_Errors.help.txt" -Raw
        $entries = [regex]::Matches($topic, '(?m)^    Seedance\.(\w+)\r?\n        Cause: .+(\r?\n        (?!What to do).+)*\r?\n        What to do: \S')

        $ids.Count | Should -BeGreaterThan 25
        $entries | ForEach-Object { $_.Groups[1].Value } | Should -BeExactly $ids
    }
}

Describe 'An example' -Tag Slow {
    BeforeAll {
        # Examples that can't run here, and why. Everything else runs.
        $notRun = @{}

        $sampleGeneration = '1f0c2b6e-53a4-6f10-9a52-0242ac120002'
        $sampleMedia = '1f0c2b70-8d1e-6a40-b3f1-0242ac120002'

        # Nobody is at the keyboard.
        function Read-Host { ConvertTo-SecureString (Get-ServerKey) -AsPlainText -Force }

        # The files that examples name, and the key of the environment.
        function Reset-Example {
            Reset-Workplace -Options @{ MediaReadyAfter = [timespan]::Zero }
            $env:LEONARDO_API_KEY = Get-ServerKey
            $env:SEEDANCE_BASE_URI = Get-ServerUri
            New-TestImage fox.png, den.png, ref1.png, ref2.png
            $null = New-Item -ItemType Directory videos
            New-TestVideo intro.mp4, videos/intro.mp4
            New-TestAudio song.wav
            Copy-Item "$repository/tests/Seedance.Fuzz/Corpus/media/bark.mp3" song.mp3
            'Prompt,Duration,StartFrame', 'A fox runs,4,fox.png', 'An owl flies,5,' | Set-Content shots.csv
            New-SeedanceRequest 'A fox' | ConvertTo-SeedanceJson | Set-Content request.json
            'A fox', 'An owl' | New-SeedanceRequest | ConvertTo-SeedanceJson -Compress | Set-Content requests.jsonl
        }

        # Runs an example as a user would type it, and returns what went wrong.
        function Invoke-Example([string] $Source, [string] $Code) {
            if ($notRun.ContainsKey($Code)) { return }
            # Without ffmpeg these can't run; .ci/run installs it.
            if ($Code -match 'Export-SeedanceFrame|Join-SeedanceVideo' -and -not (Get-Command ffmpeg -ErrorAction Ignore)) { return }
            Reset-Example
            if ($Code.Contains($sampleGeneration)) { $Code = $Code.Replace($sampleGeneration, (New-SeedanceVideo 'A fox' -Wait).Id) }
            if ($Code.Contains($sampleMedia)) { $Code = $Code.Replace($sampleMedia, (Send-SeedanceMedia fox.png).Id) }
            $ErrorActionPreference = 'Continue'
            $ConfirmPreference = 'None'
            try { $found = & ([scriptblock]::Create($Code)) 2>&1 3>$null 6>$null | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $found = $_ }
            foreach ($record in $found) { "${Source}: $record`n$Code" }
        }

        function Get-MarkdownExample([string] $Path) {
            [regex]::Matches((Get-Content $Path -Raw), '(?ms)^```powershell\r?\n(.+?)^```') | ForEach-Object { $_.Groups[1].Value }
        }

        # Adjacent lines that begin with PS> or >> are one example.
        function Get-TopicExample([string] $Path) {
            [regex]::Matches((Get-Content $Path -Raw), '(?m)(^ +(PS>|>>) .*\n?)+') | ForEach-Object { $_.Value -replace '(?m)^ +(PS>|>>) ' }
        }
    }

    It 'of a cmdlet runs' {
        $problems = foreach ($cmdlet in $cmdlets) {
            foreach ($example in $help[$cmdlet.Name].examples.example) { Invoke-Example $cmdlet.Name $example.code }
        }
        $problems | Should -BeNullOrEmpty
    }

    It 'of an about topic runs' {
        $examples = foreach ($topic in $topics) { Get-TopicExample $topic | ForEach-Object { , @($topic.Name, $_) } }
        $examples.Count | Should -BeGreaterOrEqual $topics.Count
        $examples | ForEach-Object { Invoke-Example @_ } | Should -BeNullOrEmpty
    }

    # The steps of the tour build on each other: Tour.Tests.ps1 runs them.
    It 'of the README or of docs runs' {
        $examples = foreach ($file in Get-Item $repository/README.md, $repository/docs/*.md -Exclude tour.md) { Get-MarkdownExample $file | ForEach-Object { , @($file.Name, $_) } }
        $examples.Count | Should -BeGreaterOrEqual 5
        foreach ($example in $examples) {
            Invoke-Example @example | Should -BeNullOrEmpty
            Get-ServerJob | Should -Not -BeNullOrEmpty -Because "this makes videos: $example"
        }
    }

    It 'that does not run would be reported' {
        Invoke-Example 'a page' 'New-SeedanceVideo absent.png' | Should -Match 'a page: .*absent\.png'
        Invoke-Example 'a page' 'New-SeedanceVideoo' | Should -Match 'a page: .*New-SeedanceVideoo'
        Get-TopicExample "$module/en-US/about_Seedance.help.txt" | Select-Object -First 1 | Should -Match '^Get-ChildItem'
    }
}
