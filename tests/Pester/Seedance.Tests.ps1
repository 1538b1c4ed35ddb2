# What only a whole PowerShell shows: its own cmdlets beside ours.
BeforeAll {
    Import-Module "$PSScriptRoot/../../artifacts/module/Seedance/Seedance.psd1" -Force
    $pictures = "$PSScriptRoot/../../examples/images"
}

Describe 'The module' {
    It 'has a manifest that PowerShell approves of' {
        (Test-ModuleManifest "$PSScriptRoot/../../artifacts/module/Seedance/Seedance.psd1").ExportedCmdlets.Count | Should -BeGreaterThan 0
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module Seedance).Verb | Should -BeIn $approved
    }

    It 'explains itself' {
        (Get-Help about_Seedance | Out-String) | Should -Match 'Pictures in, videos out'
    }
}

Describe 'In the sandbox' {
    BeforeEach { Connect-Seedance -Sandbox }

    It 'makes videos of pictures' {
        Get-ChildItem "$pictures/*.png" | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination TestDrive:/clips
        (Get-ChildItem TestDrive:/clips/*.mp4).Count | Should -Be 3
    }

    It 'ends quietly when Select-Object has enough' {
        $first = 'one', 'two', 'three' | New-SeedanceVideo -Wait | Select-Object -First 1
        $first.Status | Should -Be 'Complete'
    }

    It 'serves parallel runspaces through -Connection' {
        $connection = Connect-Seedance -Sandbox -PassThru
        $module = (Get-Module Seedance).Path
        $jobs = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            New-SeedanceVideo "clip $_" -Connection $using:connection
        }
        $jobs.Id | Select-Object -Unique | Should -HaveCount 4
    }

    It 'takes rows of a CSV file' {
        @'
Prompt,Duration,Seed,Audio,StartFrame,ImageReference
From a picture,5,7,false,PICTURES/meadow.png,
From references,,,,,PICTURES/meadow.png;PICTURES/sunrise.png
'@.Replace('PICTURES', $pictures) | Set-Content TestDrive:/shots.csv
        $jobs = Import-Csv TestDrive:/shots.csv | New-SeedanceVideo -ErrorAction Stop
        ($jobs | Sort-Object Prompt).Duration | Should -Be 5, 8
    }

    It 'reads the JSON that Get-Content gives in lines' {
        New-SeedanceRequest 'a fox' -Duration 5 | ConvertTo-SeedanceJson | Set-Content TestDrive:/fox.json
        (Get-Content TestDrive:/fox.json | ConvertFrom-SeedanceJson).Duration | Should -Be 5
    }

    It 'shows a table' {
        'a fox' | New-SeedanceVideo | Out-String | Should -Match 'Id\s+Status\s+Size'
    }

    It 'shows all of a draft, its references too' {
        New-SeedanceRequest 'a fox' | Add-SeedanceImageReference "$pictures/meadow.png" | Out-String | Should -Match 'ImageReferences\s+: \{meadow\.png'
    }

    It 'errors with a recommended action that PowerShell shows' {
        { New-SeedanceVideo 'a fox' -Duration 3 -ErrorAction Stop } | Should -Throw -ErrorId 'Seedance.InvalidRequest,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Duration'
    }
}
