using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes the ID of media, newest first: uploads that earlier jobs were made with, or with -Type Generated the videos of the account.</summary>
internal sealed class MediaIdCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) =>
        string.Equals(input.TextOf("Type"), nameof(SeedanceMediaType.Generated), StringComparison.OrdinalIgnoreCase)
            ? RecentGenerations.Read(input).Generations.Where(generation => generation.VideoId is not null).Select(generation => new Suggestion(generation.VideoId!, Tooltips.Generation(generation)))
            : RecentJobs.Read().SelectMany(job => job.Media.Where(media => media.Id is not null && IsOfKind(media.File, input)).Select(media => new Suggestion(media.Id!, Tooltips.Media(media, job))));

    /// <summary>Whether a file has a name of the kind that the cmdlet is for.</summary>
    private static bool IsOfKind(string file, CompletionInput input)
    {
        var extension = Path.GetExtension(file);
        return (input.Command.GetCommandName() ?? string.Empty).ToUpperInvariant() switch
        {
            "ADD-SEEDANCESTARTFRAME" or "ADD-SEEDANCEENDFRAME" or "ADD-SEEDANCEIMAGEREFERENCE" => MediaNames.Images.Contains(extension, StringComparer.OrdinalIgnoreCase),
            "ADD-SEEDANCEVIDEOREFERENCE" => IsOneOf(".mp4", ".mov"),
            "ADD-SEEDANCEAUDIOREFERENCE" => IsOneOf(".mp3", ".wav"),
            _ => true,
        };

        bool IsOneOf(params string[] extensions) => extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
    }
}
