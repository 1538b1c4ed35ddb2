using Seedance.Requests;

namespace Seedance.PowerShell.Text;

/// <summary>The parameters under which the cmdlets take the parts of a request.</summary>
internal static class ParameterNames
{
    private static readonly Dictionary<string, string> _byApiField = new()
    {
        ["prompt"] = "Prompt",
        ["seed"] = "Seed",
        ["width"] = "Width",
        ["height"] = "Height",
        ["duration"] = "Duration",
        ["mode"] = "Mode",
        ["motion_has_audio"] = "NoAudio",
        ["public"] = "Public",
        ["start_frame"] = "StartFrame",
        ["end_frame"] = "EndFrame",
        ["image_reference"] = "ImageReference",
        ["video_reference_base"] = "VideoReference",
        ["audio_reference"] = "AudioReference",
        ["strength"] = "Strength",
        ["order"] = "Order",
    };

    /// <summary>The parameter of a field, without the dash.</summary>
    public static string Of(RequestField field) => field.ToString();

    /// <summary>The parameter of a field as the API names it, without the dash.</summary>
    public static string OfApiField(string field) => _byApiField[field];

    /// <summary>Parameters as a person reads them: -StartFrame or -EndFrame.</summary>
    public static string List(IEnumerable<string> names) => string.Join(" or ", names.Select(name => $"-{name}"));
}
