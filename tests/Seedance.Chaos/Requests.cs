namespace Seedance.Chaos;

/// <summary>How requests begin.</summary>
internal static class Requests
{
    public const string Create = "POST /api/rest/v2/generations";
    public const string List = "GET /api/rest/v1/generations/user/";
    public const string Read = "GET /api/rest/v1/generations/";
    public const string Download = "GET /videos/";

    /// <summary>What a request is for, in a word.</summary>
    public static string Purpose(string request) =>
        Begins(request, Create) ? "a create"
        : Begins(request, List) ? "a look into the list"
        : Begins(request, Read) ? "a read"
        : Begins(request, Download) ? "a download"
        : "a look at the account";

    public static bool Begins(string request, string start) => request.StartsWith(start, StringComparison.Ordinal);
}
